import { Problem } from '@maskroom/shared/base/problem';
import { type Figures, figureQuerySchema, figuresSchema } from '@maskroom/shared/protocol/figures';
import type { FastifyRequest } from 'fastify';
import { allowed } from '../account/permissions.ts';
import { readFigures } from '../monitor/figures.ts';
import type { FigureRange } from '../store/figureStore.ts';
import { findProject, listLabels } from '../store/projectStore.ts';
import { actorOf, onProject } from './access.ts';
import { csvLine } from './csv.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['figures'];

/** What was done, by hour, person and label: everybody's for those who may see it, else one's own. */
export function figureRoutes(app: HttpApp, { db }: HttpParts): void {
  /** Whom the caller may see figures of; undefined: everybody. */
  async function aboutWhom(request: FastifyRequest, projectId: string): Promise<string | undefined> {
    const role = request.caller?.role;
    const project = await findProject(db, projectId);
    if (!role || !project) throw new Problem('not-found');
    const mayAll = allowed(role, 'figures') || project.figures_for === 'members';
    return mayAll ? undefined : actorOf(request).userId;
  }
  const read = async (request: FastifyRequest, range: Omit<FigureRange, 'about'>): Promise<Figures> =>
    readFigures(db, { ...range, about: await aboutWhom(request, range.projectId) });

  app.get(
    '/projects/:id/figures',
    {
      config: onProject('project:read'),
      schema: {
        tags,
        summary: 'What was done by the hour, by whom and with which label',
        params: idParams,
        querystring: figureQuerySchema,
        response: answers(figuresSchema),
      },
    },
    async (request) => read(request, { projectId: request.params.id, ...request.query }),
  );

  app.get(
    '/projects/:id/figures/export',
    {
      config: { ...onProject('project:read'), limit: 'heavy' },
      schema: { tags, summary: 'The same as CSV', params: idParams, querystring: figureQuerySchema },
    },
    async (request, reply) => {
      const { id } = request.params;
      const figures = await read(request, { projectId: id, ...request.query });
      const labels = new Map((await listLabels(db, [id])).map((label) => [label.id, label.name]));
      return reply
        .header('content-disposition', 'attachment; filename="figures.csv"')
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(csvOf(figures, labels));
    },
  );
}

const columns = [
  ...['hour', 'person', 'personId', 'author', 'authorId', 'label', 'labelId'],
  ...['what', 'source', 'reason', 'count'],
];

function csvOf({ activity, done, people }: Figures, labelNames: ReadonlyMap<string, string>): string {
  const nameOf = (id: string | null): string => people.find((person) => person.id === id)?.name ?? '';
  const drawn = done.map((row) => [
    row.hour,
    nameOf(row.userId),
    row.userId ?? '',
    nameOf(row.authorId),
    row.authorId,
    labelNames.get(row.labelId) ?? '',
    row.labelId,
    row.kind,
    row.source,
    row.reason ?? '',
    String(row.count),
  ]);
  const measured = activity.flatMap(({ activeMs, hour, prompts, userId }) =>
    [
      ['prompts', prompts],
      ['active seconds', Math.round(activeMs / 1_000)],
    ].map(([what, count]) => [
      hour,
      nameOf(userId),
      userId,
      '',
      '',
      '',
      '',
      String(what),
      '',
      '',
      String(count),
    ]),
  );
  return [columns, ...drawn, ...measured].map(csvLine).join('');
}
