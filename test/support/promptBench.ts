import type { Worker } from 'node:worker_threads';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { DecodeTurns } from '@maskroom/server/session/DecodeTurns.ts';
import { createPromptSessions } from '@maskroom/server/session/PromptSessions.ts';
import { Problem } from '@maskroom/shared/base/problem';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll } from 'vitest';
import { builtinModel, discPixels, resizedRgb } from './discScene.ts';
import { GatedSegmenter } from './gatedSegmenter.ts';

export const image = { width: 320, height: 240 };
/** Of the instance `there`; there is no other. */
export const shape = encodeGeometry([
  [
    [
      [60, 60],
      [200, 60],
      [200, 200],
      [60, 200],
    ],
  ],
]);

let lastId = 0;
export const clickAt = (x: number, y: number, label: 0 | 1 = 1) => [x, y, label] as [number, number, 0 | 1];
export const ask = (prompt: Partial<PromptSet> = {}): PromptSet => ({
  promptId: `p${++lastId}`,
  imageId: 'image',
  points: [clickAt(130, 120)],
  ...prompt,
});
export const statuses = async (replies: Promise<PromptReply>[]) =>
  (await Promise.all(replies)).map(({ status }) => status);

/** Prompt sessions on one picture, whose segmenter a test holds back and lets go, for the tests of a file. */
export function promptBench() {
  let segmenter: Segmenter;
  let embedding: ImageEmbedding;
  const decoders: Worker[] = [];

  beforeAll(async () => {
    segmenter = await openSegmenter(builtinModel, {
      decodeWorkers: 1,
      onWorkerStart: (role, worker) => role === 'decode' && decoders.push(worker),
    });
    const pixels = discPixels(image, { cx: 130, cy: 120, radius: 60 });
    embedding = (await segmenter.encode(await resizedRgb(pixels, image, segmenter.contentSize(image)), image))
      .embedding;
  }, 60_000);
  afterAll(() => segmenter.close());

  function setUp({ slots = 1, get = async () => embedding, mostWaiting = 256 } = {}) {
    const gate = new GatedSegmenter(segmenter);
    const sessions = createPromptSessions({
      segmenter: gate,
      embeddings: { get },
      regions: { borrow: () => Promise.reject(new Problem('unavailable')) },
      loadRefineGeometry: async (_, instanceId) => (instanceId === 'there' ? shape : null),
      turns: new DecodeTurns({ mostWaiting }).ofModel('cpu', slots),
    });
    return { gate, sessions, open: (userId = 'ada') => sessions.open(userId, 'image', image) };
  }
  return {
    setUp,
    decoders,
    segmenter: () => segmenter,
    embedding: () => embedding,
  };
}
