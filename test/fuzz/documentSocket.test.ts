import { encodeAwareness } from '@maskroom/server/document/awarenessCodec.ts';
import { parseFrame } from '@maskroom/server/document/wire.ts';
import { createLog } from '@maskroom/server/log/log.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { instanceFaults } from '../support/documentOracle.ts';
import { type DocumentServer, startDocumentServer } from '../support/documentServer.ts';
import { frame, openRaw, type RawClient, step1, step2, update } from '../support/rawDocumentClient.ts';
import { CHUNK, chunkSeeds, runChunk } from './chunks.ts';
import { describeCosts, meterCosts } from './costs.ts';
import { BASE_ID, baseState, honestUpdates } from './honestUpdates.ts';
import { pinnedSeeds } from './pinnedSeeds.ts';
import { spoilt } from './spoil.ts';

/** A release sends a hundred thousand: `npm run test:torture`. */
const FRAMES = Number(process.env.MASKROOM_FUZZ_FRAMES ?? 500);

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
const limits = { strikes: 1e9, framesPerSecond: 1e9, bytesPerSecond: 1e9 };

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

async function startWithBase(logged: string[]): Promise<DocumentServer> {
  const error = (_: object, message?: string) => void logged.push(String(message));
  const server = await startDocumentServer({ limits, logger: { ...createLog('silent'), error } });
  const instances = { put: [], removed: [] };
  await server.log.append('picture', [{ userId: 'ben', at: 1, bytes: base, claims: [BASE_ID], instances }]);
  return server;
}

test(
  `R5: ${FRAMES} spoilt frames on the document socket change nothing that is refused, and cost little`,
  async () => {
    const costs = meterCosts();
    const outcomes = new Map<number | null, number>();
    for (const one of chunkSeeds(FRAMES, pinnedSeeds.document)) {
      await runChunk(one, async (seed) => {
        const faults: string[] = [];
        await using server = await startWithBase(faults);
        const read = () => server.documents.withDocument('picture', (doc) => Y.encodeStateAsUpdate(doc));
        let raw = await openRaw(server.url, 'ann');
        let before = await read();
        for (const bytes of fc.sample(anyFrame, { seed, numRuns: CHUNK })) {
          const stop = costs.start();
          raw.send(bytes);
          const code = await outcome(raw);
          stop();
          outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
          const after = await read();
          const isSame = Buffer.compare(before, after) === 0;
          before = after;
          if (!isSame)
            await server.documents.withDocument('picture', (doc) => expect(instanceFaults(doc)).toEqual([]));
          if (code === null) continue;
          expect(finalCodes).toContain(code);
          expect(isSame || holdsSeveral(bytes)).toBe(true);
          raw = await openRaw(server.url, 'ann');
        }
        raw.socket.terminate();
        expect(faults).toEqual([]);
      });
    }
    console.log(describeCosts('frames on the document socket', costs), Object.fromEntries(outcomes));
    expect(outcomes.get(null)).toBeGreaterThan(FRAMES / 20);
    expect(outcomes.get(4400)).toBeGreaterThan(FRAMES / 20);
    expect(costs.worstBytes).toBeLessThan(4 * 2 ** 20);
  },
  60_000 + FRAMES * 60,
);
