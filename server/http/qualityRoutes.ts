import { Problem } from '@maskroom/shared/base/problem';
import {
  type ProjectQuality,
  projectQualitySchema,
  truthListSchema,
} from '@maskroom/shared/protocol/quality';
import type { FastifyRequest } from 'fastify';
import { allowed } from '../account/permissions.ts';
import { findProject, listLabels } from '../store/projectStore.ts';
import { actorOf, imageOf, onImage, onProject, roleOf } from './access.ts';
import { csvLine } from './csv.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['quality'];

/** How well people agree and find the truth: of single people for leads, and for reviewers where the project says so. */
export function qualityRoutes(app: HttpApp, { db, honeypots, quality }: HttpParts): void {
  async function read(request: FastifyRequest, projectId: string): Promise<ProjectQuality> {
    const project = await findProject(db, projectId);
    if (!project) throw new Problem('not-found');
    const people = allowed(roleOf(request), 'figures') || project.figures_for === 'members';
    if (people) await honeypots.settle(projectId);
    return quality.read(projectId, { people });
  }

  app.get(
    '/projects/:id/quality',
    {
      config: { ...onProject('review'), limit: 'heavy' },
      schema: {
        tags,
        summary: 'Who agrees with whom, about which labels, and who finds the truth',
        params: idParams,
        response: answers(projectQualitySchema),
      },
    },
    async (request) => read(request, request.params.id),
  );

  app.get(
    '/projects/:id/quality/export',
    {
      config: { ...onProject('review'), limit: 'heavy' },
      schema: { tags, summary: 'The same as CSV', params: idParams },
    },
    async (request, reply) => {
      const { id } = request.params;
      const names = new Map((await listLabels(db, [id])).map((label) => [label.id, label.name]));
      return reply
        .header('content-disposition', 'attachment; filename="quality.csv"')
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(csvOf(await read(request, id), names));
    },
  );

  app.get(
    '/projects/:id/truths',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Pictures marked as ground truth',
        params: idParams,
        response: answers(truthListSchema),
      },
    },
    async (request) => ({ imageIds: await honeypots.list(request.params.id) }),
  );

  app.put(
    '/images/:id/truth',
    {
      config: onImage('jobs'),
      schema: { tags, summary: 'Its accepted objects are the truth', params: idParams },
    },
    async (request, reply) => {
      await honeypots.mark(actorOf(request), imageOf(request));
      return reply.code(204).send();
    },
  );

  app.delete(
    '/images/:id/truth',
    {
      config: onImage('jobs'),
      schema: { tags, summary: 'It is hidden in no more jobs', params: idParams },
    },
    async (request, reply) => {
      await honeypots.unmark(imageOf(request));
      return reply.code(204).send();
    },
  );
}

const columns = [
  'what',
  'first',
  'firstId',
  'second',
  'secondId',
  'label',
  'labelId',
  'images',
  'matched',
  'onlyFirst',
  'onlySecond',
  'sameLabel',
  'f1',
  'meanIou',
  'boundaryF1',
];

const text = (value: number | null): string => (value === null ? '' : String(value));

const agreementCells = (row: ProjectQuality['labels'][number] | ProjectQuality['pairs'][number]): string[] =>
  [row.onlyA, row.onlyB, null, row.f1, row.meanIou, row.boundaryF1].map(text);

function csvOf(
  { confusion, honeypots, labels, pairs, people }: ProjectQuality,
  labelNames: ReadonlyMap<string, string>,
): string {
  const person = (id: string): string[] => [people.find((one) => one.id === id)?.name ?? '', id];
  const label = (id: string): string[] => [labelNames.get(id) ?? '', id];
  const rows = [
    ...pairs.map((row) => [
      ...['people', ...person(row.a), ...person(row.b), '', '', text(row.images), text(row.matched)],
      ...agreementCells(row),
    ]),
    ...pairs.flatMap(({ a, b, labels }) =>
      labels.map((row) => [
        ...['people on label', ...person(a), ...person(b), ...label(row.labelId), '', text(row.matched)],
        ...agreementCells(row),
      ]),
    ),
    ...labels.map((row) => [
      ...['label', ...label(row.labelId), '', '', '', '', '', text(row.matched)],
      ...agreementCells(row),
    ]),
    ...confusion.map((row) => [
      ...['confusion', ...label(row.a), ...label(row.b), '', '', '', text(row.count)],
      ...['', '', '', '', '', ''],
    ]),
    ...honeypots.map((row) => [
      ...['truth', ...person(row.userId), '', '', '', '', text(row.images), text(row.matched)],
      ...[row.added, row.missed, row.sameLabel, row.f1, row.meanIou, row.boundaryF1].map(text),
    ]),
  ];
  return [columns, ...rows].map(csvLine).join('');
}
