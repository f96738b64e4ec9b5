import {
  historyOfSchema,
  historyPageSchema,
  historyQuerySchema,
  restoredSchema,
  restoreSchema,
} from '@maskroom/shared/protocol/history';
import { pastInstanceListSchema } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import type { PastInstance } from '../store/historyStore.ts';
import { actorOf, imageOf, onImage } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { attributesJson, polygonJson } from './instanceJson.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { plainJson } from './plainJson.ts';

const tags = ['history'];
const momentParams = idParams.extend({ seq: z.coerce.number().int().nonnegative() });

export function historyRoutes(app: HttpApp, { history }: HttpParts): void {
  app.get(
    '/images/:id/history',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'Who did what to which instance, newest first',
        params: idParams,
        querystring: historyQuerySchema,
        response: answers(historyPageSchema),
      },
    },
    async (request) => history.page(imageOf(request).id, request.query),
  );

  app.get(
    '/images/:id/history/:seq',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'What was labelled right after an entry of the history',
        params: momentParams,
        querystring: historyOfSchema,
        response: answers(pastInstanceListSchema),
      },
      serializerCompiler: plainJson,
    },
    async (request) => {
      const rows = await history.at(imageOf(request).id, request.params.seq, request.query.instanceId);
      return { instances: rows.map(pastInstanceJson) };
    },
  );

  app.post(
    '/images/:id/restore',
    {
      config: onImage('restore'),
      schema: {
        tags,
        summary: 'Go back to what was labelled at a moment; itself an edit',
        params: idParams,
        body: restoreSchema,
        response: answers(restoredSchema),
      },
    },
    async (request) => history.restore(imageOf(request), request.body.seq, actorOf(request).userId),
  );
}

const pastInstanceJson = (row: PastInstance) => ({
  id: row.instance_id,
  label: row.label ?? '',
  labelId: row.label_id,
  polygon: polygonJson(row.geometry),
  predictedIou: row.predicted_iou,
  stabilityScore: row.stability_score,
  source: row.source,
  createdBy: row.created_by,
  createdByName: row.created_by_name ?? row.created_by,
  decision: row.decision,
  reason: row.reason,
  attributes: attributesJson(row),
  group: row.group_id,
  order: row.draw_order,
});
