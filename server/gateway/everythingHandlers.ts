import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Problem } from '@maskroom/shared/base/problem';
import {
  type EverythingDone,
  everythingCancelSchema,
  everythingStartSchema,
  type ProposedMask,
} from '@maskroom/shared/protocol/everything';
import type { Hear } from '../assist/everything/everything.ts';
import type { FoundMask } from '../assist/everything/foundMask.ts';
import { answering, failureOf } from './answer.ts';
import type { Connection, OpenImage } from './connection.ts';

/** Socket.IO's clients end the connection at a message with more than ten binary fields. */
const MASKS_PER_EVENT = 8;

/** Automatic masks as they are found, to the socket that asked, until it closes the image. */
export function registerEverythingHandlers(connection: Connection): void {
  const { actor, log, openImages, parts, socket } = connection;

  socket.on(
    'everything:start',
    answering(connection, everythingStartSchema, async ({ imageId, options }) => {
      const image = await parts.images.get(imageId);
      const open = openImages.get(imageId);
      if (!open || !image) throw new Problem('not-found', 'Open the image before asking for masks.');
      if (!open.promptSession) throw new Problem('forbidden', 'Viewers may look, not draw.');
      const about = { imageId, runId: randomUUID() };
      const hear: Hear = ({ added, places, withdrawn }, done, total) => {
        const masks = added.map(proposed);
        for (; masks.length > MASKS_PER_EVENT; masks.splice(0, MASKS_PER_EVENT)) {
          const some = masks.slice(0, MASKS_PER_EVENT);
          socket.emit('everything:masks', { ...about, masks: some, withdrawn: [], places: [] });
        }
        if (masks.length + withdrawn.length + places.length > 0)
          socket.emit('everything:masks', { ...about, masks, withdrawn, places });
        socket.emit('everything:progress', { ...about, done, total });
      };
      const ask = { userId: actor.userId, image, options, modelId: open.model.id };
      const run = parts.everything.start(ask, hear);
      open.everything = run;
      void tellEnd(open, about, run.ended);
      return { ok: true as const, runId: about.runId, points: run.points };
    }),
  );

  async function tellEnd(
    open: OpenImage,
    about: Pick<EverythingDone, 'imageId' | 'runId'>,
    ended: NonNullable<OpenImage['everything']>['ended'],
  ): Promise<void> {
    const end = await ended.then(
      ({ status }) => ({ status }),
      (cause: unknown) => {
        if (!(cause instanceof Problem)) log.error({ err: cause }, 'automatic masks failed');
        const { code, message } = failureOf(cause);
        return { status: 'failed' as const, code, message };
      },
    );
    if (open.everything?.ended === ended) open.everything = null;
    // The acknowledgement of the start goes first, however soon the run ends.
    await breathe();
    socket.emit('everything:done', { ...about, ...end });
  }

  socket.on(
    'everything:cancel',
    answering(connection, everythingCancelSchema, async ({ imageId }) => {
      const run = openImages.get(imageId)?.everything;
      run?.cancel();
      await run?.ended.catch(() => undefined);
      return { ok: true as const };
    }),
  );
}

const proposed = ({ area, box, geometry, id, predictedIou, stabilityScore }: FoundMask): ProposedMask => ({
  id,
  geometry,
  predictedIou,
  stabilityScore,
  area,
  box,
});
