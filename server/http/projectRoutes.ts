import { Problem } from '@maskroom/shared/base/problem';
import {
  imageListSchema,
  labelChangeSchema,
  labelSchema,
  newLabelSchema,
  newProjectSchema,
  projectChangeSchema,
  projectListSchema,
  projectSchema,
} from '@maskroom/shared/protocol/http';
import { queueQuerySchema, queueSchema } from '@maskroom/shared/protocol/queue';
import { allowed, seesTwins } from '../account/permissions.ts';
import { countUndecidedBy, listWaitingFor, readQueue } from '../store/queueStore.ts';
import { actorOf, onProject, roleOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { queueItemJson } from './instanceJson.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { plainJson } from './plainJson.ts';
import { cursorText, parseCursor } from './queueCursor.ts';

const tags = ['projects'];

export function projectRoutes(app: HttpApp, { accounts, db, images, projects }: HttpParts): void {
  app.get(
    '/projects',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Projects of the caller', response: answers(projectListSchema) },
    },
    async (request) => ({ projects: await projects.list(actorOf(request)) }),
  );

  app.post(
    '/projects',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Make a project', body: newProjectSchema, response: answers(projectSchema) },
    },
    async (request) => {
      const [actor, { labels, name }] = [actorOf(request), request.body];
      const highest = await accounts.highestRole(actor);
      if (highest === null || !allowed(highest, 'project:create')) throw new Problem('forbidden');
      return projects.create(actor, { name, labels });
    },
  );

  app.get(
    '/projects/:id',
    {
      config: onProject('project:read'),
      schema: { tags, summary: 'One project', params: idParams, response: answers(projectSchema) },
    },
    async (request) => projects.get(actorOf(request), request.params.id),
  );

  app.put(
    '/projects/:id',
    {
      config: onProject('project:change'),
      schema: {
        tags,
        summary: 'Rename a project, or change its settings',
        params: idParams,
        body: projectChangeSchema,
        response: answers(projectSchema),
      },
    },
    async (request) => projects.change(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/projects/:id/labels',
    {
      config: onProject('labels'),
      schema: {
        tags,
        summary: 'Add a label',
        params: idParams,
        body: newLabelSchema,
        response: answers(labelSchema),
      },
    },
    async (request) => projects.addLabel(actorOf(request), request.params.id, request.body),
  );

  app.put(
    '/projects/:id/labels/:labelId',
    {
      config: onProject('labels'),
      schema: {
        tags,
        summary: 'Rename or recolour a label, or change what it asks of its objects',
        params: idParams.extend({ labelId: idParams.shape.id }),
        body: labelChangeSchema,
        response: answers(labelSchema),
      },
    },
    async (request) =>
      projects.changeLabel(actorOf(request), request.params.id, request.params.labelId, request.body),
  );

  app.get(
    '/projects/:id/images',
    {
      config: onProject('project:read'),
      schema: {
        tags,
        summary: 'Images with their state and counts',
        params: idParams,
        response: answers(imageListSchema),
      },
      serializerCompiler: plainJson,
    },
    async (request) => {
      const role = roleOf(request);
      const seenBy = seesTwins(role) ? undefined : actorOf(request).userId;
      return { images: await images.list(request.params.id, seenBy) };
    },
  );

  app.get(
    '/projects/:id/queue',
    {
      config: onProject('review'),
      schema: {
        tags,
        summary: 'What waits for a decision, lowest predicted IoU first unless asked otherwise',
        params: idParams,
        querystring: queueQuerySchema,
        response: answers(queueSchema),
      },
      serializerCompiler: plainJson,
    },
    async (request) => {
      const { order, whose } = request.query;
      const after = request.query.after === undefined ? undefined : parseCursor(request.query.after, order);
      const { id } = request.params;
      const { userId } = actorOf(request);
      const exceptBy = whose === 'others' ? userId : undefined;
      const { items, next, total } = await readQueue(db, id, { ...request.query, after, exceptBy });
      return {
        items: items.map(queueItemJson),
        total,
        own: await countUndecidedBy(db, id, userId, request.query),
        next: next && cursorText(order, next),
        people: await listWaitingFor(db, id),
      };
    },
  );
}
