import { encodeAwareness } from '@maskroom/server/document/awarenessCodec.ts';
import { parseFrame } from '@maskroom/server/document/wire.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { spawnAnswering } from '../support/answeringProcess.ts';
import { frame, openRaw, type RawClient, step1, step2, update } from '../support/rawDocumentClient.ts';
import { CHUNK, chunkSeeds, runChunk } from './chunks.ts';
import { judgeBound, MOST_BYTES, takenSchema, tallyCosts } from './costs.ts';
import { baseState, honestUpdates } from './honestUpdates.ts';
import { pinnedSeeds } from './pinnedSeeds.ts';
import { spoilt } from './spoil.ts';

/** A release sends a hundred thousand: `npm run test:torture`. */
const FRAMES = Number(process.env.MASKROOM_FUZZ_FRAMES ?? 500);

/** Between spoilt frames an empty one is measured: what any frame costs on this machine at that time. */
const HONEST_EVERY = 10;

const base = baseState();
const updates = honestUpdates(base);
const presence = encodeAwareness([{ client: 900, clock: 3, state: { user: { id: 'ann', name: 'ann' } } }]);
const frames = [...updates.map(update), ...updates.map(step2), frame([1], presence), frame([3])];
const vectors = [Y.encodeStateVectorFromUpdate(base), Y.encodeStateVectorFromUpdate(updates[0])];

/** Half of them spoilt anywhere, the others inside a frame that fits, so that they get to the gate. */
const anyFrame = fc.oneof(
  spoilt([...frames, ...vectors.map(step1), Buffer.concat([frames[0], frames[1]])]),
  spoilt(updates).map(update),
  spoilt(updates).map(step2),
  spoilt(vectors).map(step1),
  spoilt([presence]).map((bytes) => frame([1], bytes)),
);

const nothing = update(Uint8Array.of(0, 0));

/** Resolves with the close code, or with null when the server has dealt with all that was sent. */
function outcome(raw: RawClient): Promise<number | null> {
  raw.received.length = 0;
  raw.send(nothing);
  return new Promise((resolve) => {
    const settle = (code: number | null) => {
      raw.socket.off('message', look);
      raw.socket.off('close', settle);
      resolve(code);
    };
    const look = () => {
      if (raw.received.some((bytes) => Buffer.compare(bytes, nothing) === 0)) settle(null);
    };
    raw.socket.on('message', look);
    raw.socket.once('close', settle);
  });
}

const finalCodes = [4400, 4401, 4403, 4409, 4413];

/** Of several messages in a frame each is taken or refused for itself; a step2 brings on what was held before it. */
function holdsSeveral(bytes: Uint8Array): boolean {
  const read = parseFrame(bytes);
  return read.ok && (read.value.length > 1 || read.value[0].kind === 'step2');
}

const lookSchema = z.object({
  until: takenSchema,
  state: z.string(),
  faults: z.array(z.string()),
  from: takenSchema,
});

test(
  `R5: ${FRAMES} spoilt frames on the document socket change nothing that is refused, and cost little`,
  async () => {
    await using server = spawnAnswering(new URL('documentProcess.ts', import.meta.url));
    const look = () => server.ask('look', lookSchema);
    const [costs, honest] = [tallyCosts(), tallyCosts()];
    const outcomes = new Map<number | null, number>();
    for (const one of chunkSeeds(FRAMES, pinnedSeeds.document)) {
      await runChunk(one, async (seed) => {
        const url = await server.ask('start', z.string());
        let raw = await openRaw(url, 'ann');
        let before = await look();
        for (const [i, bytes] of fc.sample(anyFrame, { seed, numRuns: CHUNK }).entries()) {
          if (i % HONEST_EVERY === 0) {
            expect(await outcome(raw)).toBe(null);
            const after = await look();
            honest.add(before.from, after.until);
            before = after;
          }
          raw.send(bytes);
          const code = await outcome(raw);
          const after = await look();
          costs.add(before.from, after.until);
          outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
          expect(after.faults).toEqual([]);
          const isSame = before.state === after.state;
          before = after;
          if (code === null) continue;
          expect(finalCodes).toContain(code);
          expect(isSame || holdsSeveral(bytes)).toBe(true);
          raw = await openRaw(url, 'ann');
          before = await look();
        }
        raw.socket.terminate();
      });
    }
    const bound = judgeBound('frames on the document socket', costs, honest);
    console.log(bound.text, Object.fromEntries(outcomes));
    expect(bound.isHeld).not.toBe(false);
    expect(outcomes.get(null)).toBeGreaterThan(FRAMES / 20);
    expect(outcomes.get(4400)).toBeGreaterThan(FRAMES / 20);
    expect(costs.worstBytes).toBeLessThan(MOST_BYTES);
  },
  60_000 + FRAMES * 60,
);
