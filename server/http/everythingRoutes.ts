import { setImmediate as breathe } from 'node:timers/promises';
import { Problem } from '@maskroom/shared/base/problem';
import {
  type EverythingReply,
  everythingReplySchema,
  everythingSchema,
} from '@maskroom/shared/protocol/everything';
import { actorOf, imageOf, onImage } from './access.ts';
import { everythingJson } from './everythingJson.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

/** A minute or two on a slow CPU; a call that takes this long would rather ask for fewer clicks. */
const DEADLINE_MS = 10 * 60_000;

/** Automatic masks without a socket: the answer is there when all of them are. */
export function everythingRoutes(app: HttpApp, { everything }: Pick<HttpParts, 'everything'>): void {
  app.post(
    '/images/:id/everything',
    {
      config: { ...onImage('predict'), limit: 'heavy' },
      schema: {
        tags: ['images'],
        summary: 'Automatic masks of the whole picture, surest first, grouped into wholes and parts',
        params: idParams,
        body: everythingSchema.nullish(),
        response: answers(everythingReplySchema),
      },
    },
    async (request, reply): Promise<EverythingReply> => {
      const image = imageOf(request);
      const { model: modelId, ...options } = request.body ?? everythingSchema.parse({});
      const run = everything.start({ userId: actorOf(request).userId, image, options, modelId }, () => {});
      const deadline = setTimeout(run.cancel, DEADLINE_MS);
      reply.raw.once('close', run.cancel);
      const end = await run.ended.finally(() => clearTimeout(deadline));
      if (end.status === 'cancelled')
        throw new Problem('unavailable', 'This took too long; ask for fewer points_per_side.');
      const masks: EverythingReply['masks'] = [];
      for (const mask of end.masks) {
        masks.push(everythingJson(mask, image));
        await breathe();
      }
      return { model: end.model, masks };
    },
  );
}
