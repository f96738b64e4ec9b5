import { Readable } from 'node:stream';
import { type AuditEntry, auditPageSchema } from '@maskroom/shared/protocol/audit';
import { pageQuerySchema } from '@maskroom/shared/protocol/page';
import type { FastifyReply } from 'fastify';
import type { Accounts } from '../account/accounts.ts';
import { onProject } from './access.ts';
import { csvLine } from './csv.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['audit'];

/** Who did what to whose access: of one project for its leads, of the whole server for admins. */
export function auditRoutes(app: HttpApp, { accounts }: HttpParts): void {
  app.get(
    '/audit',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Changes of access on the whole server, newest first',
        querystring: pageQuerySchema,
        response: answers(auditPageSchema),
      },
    },
    async (request) => accounts.auditPage(request.query),
  );

  app.get(
    '/audit/export',
    { config: { access: 'admin', limit: 'heavy' }, schema: { tags, summary: 'All of it, as CSV' } },
    (_request, reply) => sendCsv(reply, accounts),
  );

  app.get(
    '/projects/:id/audit',
    {
      config: onProject('audit'),
      schema: {
        tags,
        summary: 'Changes of access to a project, newest first',
        params: idParams,
        querystring: pageQuerySchema,
        response: answers(auditPageSchema),
      },
    },
    async (request) => accounts.auditPage({ ...request.query, projectId: request.params.id }),
  );

  app.get(
    '/projects/:id/audit/export',
    {
      config: { ...onProject('audit'), limit: 'heavy' },
      schema: { tags, summary: 'All of it, as CSV', params: idParams },
    },
    (request, reply) => sendCsv(reply, accounts, request.params.id),
  );
}

function sendCsv(reply: FastifyReply, accounts: Accounts, projectId?: string): FastifyReply {
  return reply
    .header('content-disposition', 'attachment; filename="audit.csv"')
    .header('cache-control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(Readable.from(csvLines(accounts, projectId)));
}

const PAGE = 500;
const columns = ['at', 'actor', 'actorId', 'action', 'subject', 'subjectId', 'projectId', 'details'];

async function* csvLines(accounts: Accounts, projectId?: string): AsyncGenerator<string> {
  yield csvLine(columns);
  let before: number | undefined;
  do {
    const page = await accounts.auditPage({ projectId, before, limit: PAGE });
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
  entry.projectId ?? '',
  JSON.stringify(entry.details),
];
