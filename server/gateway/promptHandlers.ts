import { Problem } from '@maskroom/shared/base/problem';
import {
  type PromptReply,
  type PromptSet,
  promptClearSchema,
  promptSetSchema,
} from '@maskroom/shared/protocol/socket';
import { z } from 'zod';
import { answering, failureOf, parse } from './answer.ts';
import { type Connection, imageRoom } from './connection.ts';
import { hidePreview } from './OpenedImage.ts';

const noTimings = { queueMs: 0, decodeMs: 0, traceMs: 0 } as const;
const promptIdOf = z.object({ promptId: z.string().max(64) });

export function registerPromptHandlers(connection: Connection): void {
  const { actor, flow, openImages, parts, socket } = connection;

  socket.on('prompt:set', async (payload: unknown, ack: unknown) => {
    if (typeof ack !== 'function') return;
    const receivedAt = performance.now();
    try {
      await flow.take(socket.id);
      const prompt = parse(promptSetSchema, payload);
      const reply = await sessionFor(connection, prompt.imageId).set(prompt);
      ack(reply);
      observe(connection, prompt, reply, performance.now() - receivedAt);
    } catch (cause) {
      if (!(cause instanceof Problem)) connection.log.error({ err: cause }, 'a prompt failed');
      ack(errorReply(payload, cause));
    }
  });

  socket.on(
    'prompt:clear',
    answering(connection, promptClearSchema, ({ imageId }) => {
      const open = openImages.get(imageId);
      if (open) {
        open.promptSession?.clear();
        parts.monitor.promptCleared(actor.userId, imageId);
        hidePreview(connection, imageId);
      }
      return { ok: true as const };
    }),
  );
}

function sessionFor({ openImages }: Connection, imageId: string) {
  const open = openImages.get(imageId);
  if (!open) throw new Problem('not-found', 'Open the image before asking for masks.');
  if (!open.promptSession) throw new Problem('forbidden', 'Viewers may look, not draw.');
  return open.promptSession;
}

/** What the others and the lead see of a finished prompt; hovers are private. */
function observe(
  { actor, parts, socket }: Connection,
  prompt: PromptSet,
  reply: PromptReply,
  latencyMs: number,
): void {
  if (reply.status !== 'done' || prompt.hover) return;
  parts.monitor.promptAnswered(
    actor.userId,
    prompt.imageId,
    latencyMs,
    String(prompt.points[0] ?? prompt.box),
  );
  const [best] = reply.candidates;
  if (!best) return;
  socket.to(imageRoom(prompt.imageId)).volatile.emit('preview:show', {
    userId: actor.userId,
    userName: actor.name,
    imageId: prompt.imageId,
    geometry: best.geometry,
  });
}

function errorReply(payload: unknown, cause: unknown): PromptReply {
  const id = promptIdOf.safeParse(payload);
  const { code, message } = failureOf(cause);
  return {
    promptId: id.success ? id.data.promptId : '',
    status: 'error',
    candidates: [],
    timings: noTimings,
    code,
    message,
  };
}
