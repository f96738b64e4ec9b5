import { Readable } from 'node:stream';
import {
  type AuditEntry,
  type AuditTopic,
  auditChoiceSchema,
  auditPageSchema,
  auditQuerySchema,
} from '@maskroom/shared/protocol/audit';
import type { FastifyReply } from 'fastify';
import type { Accounts } from '../account/accounts.ts';
import { onProject } from './access.ts';
import { csvLine } from './csv.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['audit'];

/** Who did what to whose access, to projects, and decided what: of one project for its leads, of all for admins. */
export function auditRoutes(app: HttpApp, { accounts }: HttpParts): void {
  app.get(
    '/audit',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Changes of access, of projects, and decisions on the whole server, newest first',
        querystring: auditQuerySchema,
        response: answers(auditPageSchema),
      },
    },
    async (request) => accounts.auditPage(request.query),
  );

  app.get(
    '/audit/export',
    {
      config: { access: 'admin', limit: 'heavy' },
      schema: { tags, summary: 'All of it, as CSV', querystring: auditChoiceSchema },
    },
    (request, reply) => sendCsv(reply, accounts, request.query),
  );

  app.get(
    '/projects/:id/audit',
    {
      config: onProject('audit'),
      schema: {
        tags,
        summary: 'Changes of access to a project, of its labels, and decisions in it, newest first',
        params: idParams,
        querystring: auditQuerySchema,
        response: answers(auditPageSchema),
      },
    },
    async (request) => accounts.auditPage({ ...request.query, projectId: request.params.id }),
  );

  app.get(
    '/projects/:id/audit/export',
    {
      config: { ...onProject('audit'), limit: 'heavy' },
      schema: { tags, summary: 'All of it, as CSV', params: idParams, querystring: auditChoiceSchema },
    },
    (request, reply) => sendCsv(reply, accounts, { ...request.query, projectId: request.params.id }),
  );
}

interface Choice {
  readonly about?: AuditTopic;
  readonly projectId?: string;
}

function sendCsv(reply: FastifyReply, accounts: Accounts, choice: Choice): FastifyReply {
  return reply
    .header('content-disposition', 'attachment; filename="audit.csv"')
    .header('cache-control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(Readable.from(csvLines(accounts, choice)));
}

const PAGE = 500;
const columns = [
  'at',
  'actor',
  'actorId',
  'action',
  'subject',
  'subjectId',
  'project',
  'projectId',
  'details',
];

async function* csvLines(accounts: Accounts, choice: Choice): AsyncGenerator<string> {
  yield csvLine(columns);
  let before: number | undefined;
  do {
    const page = await accounts.auditPage({ ...choice, before, limit: PAGE });
    for (const entry of page.entries) yield csvLine(cellsOf(entry));
    before = page.next ?? undefined;
  } while (before !== undefined);
}

const cellsOf = (entry: AuditEntry): string[] => [
  entry.at,
  entry.actorName ?? '',
  entry.actorId,
  entry.action,
  entry.subjectName ?? '',
  entry.subjectId ?? '',
  entry.projectName ?? '',
  entry.projectId ?? '',
  JSON.stringify(entry.details),
];
