import { encodeAwareness, parseAwareness } from '@maskroom/server/document/awarenessCodec.ts';
import { ClientOwners } from '@maskroom/server/document/ClientOwners.ts';
import { Staging } from '@maskroom/server/document/Staging.ts';
import { admit } from '@maskroom/server/document/UpdateGate.ts';
import { parseFrame } from '@maskroom/server/document/wire.ts';
import { documentRoots, instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { gateLabels } from '../../support/documentGate.ts';
import { instanceFaults } from '../../support/documentOracle.ts';
import { shape, square, until } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { openRaw, step1, step2, update } from '../../support/rawDocumentClient.ts';

const RUNS = Number(process.env.MASKROOM_FUZZ_RUNS ?? 4_000);
const BASE_ID = 1;

function baseState(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = BASE_ID;
  for (const id of ['a', 'b', 'c']) addInstance(doc, shape(id, 'ben'), 'x');
  reviewOf(doc).set('c', { decision: 'accepted', by: 'rae', at: 1, reason: null, geometryHash: 'x' });
  return Y.encodeStateAsUpdate(doc);
}
const base = baseState();

/** Honest updates of one tab on the base document, single and merged. */
function honestUpdates(): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = 900;
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  addInstance(doc, shape('n', 'ann', { predictedIou: 0.5, source: 'model' }), 'x');
  setGeometry(doc, 'a', square(40, 40), 'x');
  setLabel(doc, 'n', 'tree', 'x');
  deleteInstance(doc, 'b', 'x');
  instancesOf(doc)
    .get('n')
    ?.set('attributes', { occluded: true, tags: ['x', 1.5, null] });
  instancesOf(doc).delete('n');
  return [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)];
}
const honest = honestUpdates();

/** Ways to spoil bytes: cut, flip, overwrite, repeat, blow a count up, splice two. */
const spoilt = fc
  .record({
    from: fc.constantFrom(...honest),
    with: fc.constantFrom(...honest),
    cuts: fc.array(
      fc.record({
        kind: fc.constantFrom('flip', 'set', 'cut', 'repeat', 'inflate', 'splice'),
        at: fc.nat(500),
        value: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ from, with: other, cuts }) => {
    let bytes: Uint8Array = Uint8Array.from(from);
    for (const { kind, at, value } of cuts) {
      const i = at % (bytes.length + 1);
      if (kind === 'flip' && i < bytes.length) bytes[i] ^= 1 << (value % 8);
      else if (kind === 'set' && i < bytes.length) bytes[i] = value;
      else if (kind === 'cut') bytes = bytes.slice(0, i);
      else if (kind === 'repeat') bytes = Uint8Array.from([...bytes.slice(0, i), ...bytes.slice(i >> 1)]);
      else if (kind === 'inflate')
        bytes = Uint8Array.from([...bytes.slice(0, i), 255, 255, 255, value | 128, 7, ...bytes.slice(i + 1)]);
      else bytes = Uint8Array.from([...bytes.slice(0, i), ...other.slice(value % other.length)]);
    }
    return bytes;
  });

test('R5: spoilt updates never throw, never leave a fault behind, and what is refused changes nothing', async () => {
  let staging = new Staging(base);
  let worstMs = 0;
  const verdicts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(spoilt, async (bytes) => {
      const before = Buffer.from(Y.encodeStateAsUpdate(staging.doc));
      const startedAt = performance.now();
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
      worstMs = Math.max(worstMs, performance.now() - startedAt);
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
      if (verdict.kind === 'change' || isSpoilt) staging = new Staging(base);
    }),
    { numRuns: RUNS },
  );
  expect(verdicts.get('hostile')).toBeGreaterThan(RUNS / 10);
  expect(verdicts.get('change')).toBeGreaterThan(0);
  // Five milliseconds is the promise on a quiet machine; this one may be shared.
  expect(worstMs).toBeLessThan(250);
}, 60_000);

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

test('R5: a server that is sent rubbish stays whole for the others', async () => {
  await using server = await startDocumentServer({ limits: { strikes: 1e9 } });
  using ben = await openRaw(server.url, 'ben');
  ben.send(step2(Y.encodeStateAsUpdate(ownDocument('ben'))));
  await until(() => ben.ofType(0, 2).length === 1);
  const frames = fc.sample(spoilt, 150);
  for (const bytes of frames) {
    using raw = await openRaw(server.url, 'ann');
    raw.send(update(bytes));
    raw.send(step1());
    await Promise.race([raw.closed, until(() => raw.ofType(0, 1).length > 0)]);
  }
  ben.send(step1());
  await until(() => ben.ofType(0, 1).length === 1);
  await server.documents.withDocument('picture', (doc) => {
    expect(instanceFaults(doc)).toEqual([]);
    expect(instancesOf(doc).get('mine')?.get('createdBy')).toBe('ben');
  });
}, 30_000);

function ownDocument(user: string): Y.Doc {
  const doc = new Y.Doc();
  addInstance(doc, shape('mine', user), 'x');
  return doc;
}
