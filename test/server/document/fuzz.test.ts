import { encodeAwareness, parseAwareness } from '@maskroom/server/document/awarenessCodec.ts';
import { ClientOwners } from '@maskroom/server/document/ClientOwners.ts';
import { copyOf, Staging } from '@maskroom/server/document/Staging.ts';
import { admit } from '@maskroom/server/document/UpdateGate.ts';
import { parseFrame } from '@maskroom/server/document/wire.ts';
import { documentRoots } from '@maskroom/shared/document/documentModel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { describeCosts, MOST_BYTES, readTaken, tallyCosts } from '../../fuzz/costs.ts';
import { BASE_ID, baseState, honestUpdates } from '../../fuzz/honestUpdates.ts';
import { spoilt } from '../../fuzz/spoil.ts';
import { gateLabels } from '../../support/documentGate.ts';
import { instanceFaults } from '../../support/documentOracle.ts';

const RUNS = Number(process.env.MASKROOM_FUZZ_RUNS ?? 3_000);
const base = baseState();
const spoiltUpdate = spoilt(honestUpdates(base));

test(
  'R5: spoilt updates never throw, never leave a fault behind, and what is refused changes nothing',
  async () => {
    let staging = new Staging(copyOf(base));
    const costs = tallyCosts();
    const verdicts = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(spoiltUpdate, async (bytes) => {
        const before = Buffer.from(Y.encodeStateAsUpdate(staging.doc));
        const from = readTaken();
        const verdict = await admit(
          staging,
          bytes,
          { userId: 'ann', role: 'annotator', couldWrite: true },
          {
            image: { width: 640, height: 480 },
            owners: new ClientOwners(new Map([[BASE_ID, 'ben']])),
            labels: gateLabels,
            documentBytes: () => 0,
            now: () => 1,
          },
        );
        costs.add(from, readTaken());
        verdicts.set(verdict.kind, (verdicts.get(verdict.kind) ?? 0) + 1);
        const isSpoilt = verdict.kind === 'hostile' && verdict.isStagingSpoilt;
        if (verdict.kind !== 'change' && !isSpoilt)
          expect(before.equals(Y.encodeStateAsUpdate(staging.doc))).toBe(true);
        if (verdict.kind === 'change') {
          expect(instanceFaults(staging.doc)).toEqual([]);
          // The log's entry alone brings every other copy to the same state.
          const copy = new Y.Doc();
          for (const root of documentRoots) copy.getMap(root);
          Y.applyUpdate(copy, before);
          Y.applyUpdate(copy, verdict.update);
          expect(copy.toJSON()).toEqual(staging.doc.toJSON());
          expect(copy.store.pendingStructs).toBeNull();
        }
        if (verdict.kind === 'change' || isSpoilt) staging = new Staging(copyOf(base));
      }),
      { numRuns: RUNS },
    );
    expect(verdicts.get('hostile')).toBeGreaterThan(RUNS / 10);
    expect(verdicts.get('change')).toBeGreaterThan(0);
    console.log(describeCosts('spoilt updates at the gate', costs));
    expect(costs.worstBytes).toBeLessThan(MOST_BYTES);
  },
  60_000 + RUNS * 5,
);

test('R5: random bytes are read or refused, as frames and as awareness', () => {
  const states = encodeAwareness([{ client: 5, clock: 1, state: { user: 'x' } }]);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(states.length).map((n) => states.slice(0, n)),
      ),
      (bytes) => {
        parseFrame(bytes);
        parseAwareness(bytes, () => true);
      },
    ),
    { numRuns: RUNS },
  );
});
