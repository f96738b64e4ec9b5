import { ClientOwners, SERVER_CLIENT_ID } from '@maskroom/server/document/ClientOwners.ts';
import { closeCodes } from '@maskroom/server/document/closeCodes.ts';
import { Staging } from '@maskroom/server/document/Staging.ts';
import { admit, type Verdict } from '@maskroom/server/document/UpdateGate.ts';
import type { Role } from '@maskroom/shared/annotation/role';
import { documentRoots, instancesOf, readInstances, reviewOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { shape, square } from '../../support/documentPeople.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

/** A gate before a document in which ann made `a` and ben made `b`, and `locked` (ann's) is accepted. */
function gateBefore(instances: readonly (readonly [id: string, by: string])[] = []) {
  const base = new Y.Doc();
  base.transact(() => {
    for (const [id, by] of [['a', 'ann'], ['b', 'ben'], ['locked', 'ann'], ...instances] as const) {
      const { id: _, ...fields } = shape(id, by);
      instancesOf(base).set(id, new Y.Map(Object.entries(fields)));
    }
  });
  reviewOf(base).set('locked', { decision: 'accepted', by: 'rae', at: 1, reason: null, geometryHash: 'x' });
  const staging = new Staging(Y.encodeStateAsUpdate(base));
  const owners = new ClientOwners(new Map([[base.clientID, 'the base']]));
  const labels = { known: new Set(['car', 'tree']), refresh: async () => false };
  const send = (
    update: Uint8Array,
    userId = 'ann',
    role: Role = 'annotator',
    couldWrite = true,
  ): Promise<Verdict> =>
    admit(
      staging,
      update,
      { userId, role, couldWrite },
      {
        image: { width: 640, height: 480 },
        owners,
        labels,
        documentBytes: () => 0,
        now: () => 1,
      },
    );
  /** What a tab that is up to date sends for this edit. */
  function edit(change: (doc: Y.Doc) => void): Uint8Array {
    const tab = new Y.Doc();
    Y.applyUpdate(tab, Y.encodeStateAsUpdate(staging.doc));
    const before = Y.encodeStateVector(tab);
    change(tab);
    return Y.encodeStateAsUpdate(tab, before);
  }
  const state = () => JSON.stringify(staging.doc.toJSON());
  return { base, staging, send, edit, state };
}

async function expectRefused(update: Uint8Array, code: number, spoilt = false, as: [string?, Role?] = []) {
  const { send, state } = gateBefore();
  const before = state();
  const verdict = await send(update, ...as);
  expect(verdict).toMatchObject({ kind: 'hostile', refusal: { code }, isStagingSpoilt: spoilt });
  if (!spoilt) expect(state()).toBe(before);
}

test('D20: seven bytes that claim a hundred million structs allocate nothing', async () => {
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  await expectRefused(bytes(1, 0x80, 0xc2, 0xd7, 0x2f, 5, 0), closeCodes.malformed);
  await expectRefused(bytes(0x80, 0xc2, 0xd7, 0x2f), closeCodes.malformed);
  const after = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  expect(after - before).toBeLessThan(4 * 1024 * 1024);
});

test('D20: fourteen bytes cannot push the clock of a client out of reach', async () => {
  const poison = encoding.encode((out) => {
    for (const value of [1, 1, 7, 0, 0, 2 ** 50, 0]) encoding.writeVarUint(out, value);
  });
  expect(poison.length).toBeLessThanOrEqual(14);
  await expectRefused(poison, closeCodes.malformed);
});

test("D26: a few bytes of delete set cannot wipe other people's instances", async () => {
  const { base, edit } = gateBefore();
  const wipe = encoding.encode((out) => {
    for (const value of [0, 1, base.clientID, 1, 0, Y.getState(base.store, base.clientID)])
      encoding.writeVarUint(out, value);
  });
  expect(wipe.length).toBeLessThan(12);
  const gate = gateBefore();
  const own = encoding.encode((out) => {
    const client = gate.base.clientID;
    for (const value of [0, 1, client, 1, 0, Y.getState(gate.base.store, client)])
      encoding.writeVarUint(out, value);
  });
  expect(await gate.send(own, 'cleo')).toMatchObject({ kind: 'hostile', isStagingSpoilt: true });
  expect(edit(() => {})).toEqual(bytes(0, 0));
});

test('D20: what our documents never hold is refused from its bytes alone', async () => {
  const { edit } = gateBefore();
  const cases: Record<string, Uint8Array> = {
    'an unknown root': edit((doc) => doc.getMap('elsewhere').set('a', 1)),
    text: edit((doc) => instancesOf(doc).get('a')?.set('label', new Y.Text('car'))),
    'an array of shared types': edit((doc) => instancesOf(doc).get('a')?.set('attributes', new Y.Array())),
    'a map within a field': edit((doc) => instancesOf(doc).get('a')?.set('x', new Y.Map())),
    subdocument: edit((doc) => instancesOf(doc).get('a')?.set('attributes', new Y.Doc())),
    'a list in a map': edit((doc) => doc.getArray('instances').push([1])),
    'a value of 65 KiB': edit((doc) =>
      instancesOf(doc)
        .get('a')
        ?.set('attributes', 'x'.repeat(65 * 1024)),
    ),
    'a value 20 deep': edit((doc) => instancesOf(doc).get('a')?.set('attributes', nested(20))),
    'a big integer': edit((doc) => instancesOf(doc).get('a')?.set('order', 5n)),
    'bytes left over': bytes(0, 0, 0),
    nothing: bytes(),
    'a skip': bytes(1, 1, 7, 0, 10, 5, 0),
    'a huge root name': edit((doc) => doc.getMap('r'.repeat(10_000)).set('a', 1)),
    'deletions out of order': bytes(0, 1, 7, 2, 5, 1, 2, 1),
    'a client twice': bytes(2, 1, 7, 0, 0, 1, 1, 7, 0, 0, 1, 0),
  };
  for (const [name, update] of Object.entries(cases)) {
    const { send, state } = gateBefore();
    const before = state();
    expect([name, await send(update, 'lea', 'lead')]).toMatchObject([
      name,
      { kind: 'hostile', refusal: { code: 4400 } },
    ]);
    if (name !== 'a map within a field') expect(state()).toBe(before);
  }
});

function contentOf(...updates: Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const root of documentRoots) doc.getMap(root);
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.toJSON();
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

test('D20, D23: the roots of the server are refused, by name and by overwriting or deleting what stands there', async () => {
  const { edit } = gateBefore();
  const review = { decision: 'none', by: 'ann', at: 1, reason: null, geometryHash: 'x' } as const;
  await expectRefused(
    edit((doc) => doc.getMap('meta').set('x', 1)),
    closeCodes.forbidden,
  );
  await expectRefused(
    edit((doc) => doc.getMap('comments').set('x', 1)),
    closeCodes.forbidden,
  );
  await expectRefused(
    edit((doc) => reviewOf(doc).set('a', review)),
    closeCodes.forbidden,
  );
  for (const steal of [
    (doc: Y.Doc) => reviewOf(doc).set('locked', review),
    (doc: Y.Doc) => reviewOf(doc).delete('locked'),
  ]) {
    const gate = gateBefore();
    const verdict = await gate.send(gate.edit(steal), 'lea', 'lead');
    expect(verdict).toMatchObject({ kind: 'hostile', refusal: { code: 4403 }, isStagingSpoilt: true });
  }
});

test('D22: nobody writes with the client id of another or of the server', async () => {
  const gate = gateBefore();
  for (const clientID of [gate.base.clientID, SERVER_CLIENT_ID]) {
    const stolen = gate.edit((doc) => {
      doc.clientID = clientID;
      setLabel(doc, 'a', 'tree', 'x');
    });
    expect(await gate.send(stolen)).toMatchObject({ kind: 'hostile', refusal: { code: 4403 } });
  }
  const fromBen = gate.edit((doc) => {
    doc.clientID = 77;
    setLabel(doc, 'a', 'tree', 'x');
  });
  expect(await gate.send(fromBen, 'ben')).toMatchObject({ kind: 'change' });
  const asBen = gate.edit((doc) => {
    doc.clientID = 77;
    setLabel(doc, 'a', 'car', 'x');
  });
  expect(await gate.send(asBen, 'ann')).toMatchObject({ kind: 'hostile', refusal: { code: 4403 } });
});

test('D21: an update that builds on what is missing is a gap and leaves nothing behind', async () => {
  const gate = gateBefore();
  const updates: Uint8Array[] = [];
  gate.edit((doc) => {
    doc.on('update', (update: Uint8Array) => updates.push(update));
    addInstance(doc, shape('n', 'ann'), 'x');
    setLabel(doc, 'n', 'tree', 'x');
  });
  const before = gate.state();
  expect(await gate.send(updates[1])).toEqual({ kind: 'gap' });
  expect(gate.state()).toBe(before);
  expect(gate.staging.doc.store.pendingStructs).toBeNull();
  expect(await gate.send(updates[0])).toMatchObject({ kind: 'change' });
  expect(await gate.send(updates[1])).toMatchObject({ kind: 'change' });
  expect(await gate.send(Y.mergeUpdates(updates))).toEqual({ kind: 'nothing' });
});

test('D20, D26: what a client kept for its undo while it was offline is no fault', async () => {
  const gate = gateBefore();
  const offline = gate.edit((doc) => {
    const origin = {};
    const history = new Y.UndoManager(instancesOf(doc), {
      trackedOrigins: new Set([origin]),
      captureTimeout: 0,
    });
    for (let i = 0; i < 6; i++) {
      setLabel(doc, 'a', i % 2 ? 'car' : 'tree', origin);
      setGeometry(doc, 'a', square(i, i), origin);
      deleteInstance(doc, 'b', origin);
      addInstance(doc, shape(`n${i}`, 'ann'), origin);
    }
    for (let i = 0; i < 8; i++) history.undo();
    for (let i = 0; i < 3; i++) history.redo();
  });
  expect(await gate.send(offline)).toMatchObject({ kind: 'change', aftermath: null });
});

test('D24: wrong types, forged authors and bytes that are no shape are refused', async () => {
  const set = (id: string, field: string, value: unknown) => (doc: Y.Doc) =>
    instancesOf(doc).get(id)?.set(field, value);
  const forged: Record<string, (doc: Y.Doc) => void> = {
    'author of one’s own': set('a', 'createdBy', 'ben'),
    'author of another': (doc) => addInstance(doc, shape('n', 'ben'), 'x'),
    'label is a number': set('a', 'label', 7),
    'geometry is text': set('a', 'geometry', 'M0 0'),
    'geometry is no shape': set('a', 'geometry', bytes(1, 1, 1, 200)),
    'predictedIou above 1': set('a', 'predictedIou', 1.5),
    'predictedIou is NaN': set('a', 'predictedIou', Number.NaN),
    'order is infinite': set('a', 'order', Number.POSITIVE_INFINITY),
    'source is made up': set('a', 'source', 'alien'),
    'deleted is text': set('a', 'deleted', 'yes'),
    'a field nobody knows': set('a', 'extra', 1),
    'an instance is a number': (doc) => doc.getMap<unknown>('instances').set('n', 7),
    'an id with a meaning': (doc) => addInstance(doc, shape('__proto__', 'ann'), 'x'),
  };
  for (const [name, change] of Object.entries(forged)) {
    const gate = gateBefore();
    expect([name, await gate.send(gate.edit(change))]).toMatchObject([
      name,
      { kind: 'hostile', isStagingSpoilt: true },
    ]);
  }
});

test('D24, D25: what an honest client may not have known is taken back, and only that', async () => {
  const cases: [string, (doc: Y.Doc) => void, string[], Role?][] = [
    ['label', (doc) => setLabel(doc, 'a', 'unicorn', 'x'), ['a']],
    ['outside', (doc) => setGeometry(doc, 'a', square(635, 10), 'x'), ['a']],
    ['locked', (doc) => setGeometry(doc, 'locked', square(5, 5), 'x'), ['locked']],
    ['locked', (doc) => deleteInstance(doc, 'locked', 'x'), ['locked']],
    ['locked', (doc) => instancesOf(doc).delete('locked'), ['locked']],
    ['incomplete', (doc) => instancesOf(doc).get('a')?.delete('label'), ['a']],
    ['role', (doc) => setLabel(doc, 'a', 'tree', 'x'), ['a'], 'viewer'],
    ['role', (doc) => instancesOf(doc).delete('a'), ['a'], 'viewer'],
    ['role', (doc) => addInstance(doc, shape('n', 'ann'), 'x'), ['n'], 'viewer'],
  ];
  for (const [reason, change, ids, role] of cases) {
    const gate = gateBefore();
    const before = gate.staging.doc.toJSON();
    const sent = gate.edit((doc) => {
      change(doc);
      if (!role) setLabel(doc, 'b', 'tree', 'x');
    });
    const verdict = await gate.send(sent, 'ann', role);
    expect([reason, verdict]).toMatchObject([reason, { kind: 'change' }]);
    if (verdict.kind !== 'change') return;
    expect([...verdict.reverted]).toEqual(ids.map((id) => [id, reason]));
    const after = gate.staging.doc.toJSON();
    if (!role) before.instances.b.label = 'tree';
    expect(after).toEqual(before);
    const base = Y.encodeStateAsUpdate(gate.base);
    expect(after).toEqual(contentOf(base, sent, verdict.aftermath ?? bytes(0, 0)));
    expect(after).toEqual(contentOf(base, verdict.update));
  }
});

test('D25: leads change what is accepted, annotators what is not, viewers nothing', async () => {
  const gate = gateBefore();
  const unlock = gate.edit((doc) => setGeometry(doc, 'locked', square(5, 5), 'x'));
  expect(await gate.send(unlock, 'lea', 'lead')).toMatchObject({ kind: 'change', aftermath: null });
  const touch = gate.edit((doc) => setGeometry(doc, 'b', square(5, 5), 'x'));
  expect(await gate.send(touch, 'ann')).toMatchObject({ kind: 'change', aftermath: null });
  const look = gate.edit((doc) => setGeometry(doc, 'b', square(7, 7), 'x'));
  expect(await gate.send(look, 'vic', 'viewer', false)).toEqual({ kind: 'read-only' });
  expect(await gate.send(Y.encodeStateAsUpdate(gate.base), 'vic', 'viewer', false)).toEqual({
    kind: 'nothing',
  });
});

test('D27: the five-thousand-and-first instance is taken back', async () => {
  const many = Array.from({ length: 4_996 }, (_, i) => [`i${i}`, 'ann'] as const);
  const gate = gateBefore(many);
  const add = gate.edit((doc) => {
    addInstance(doc, shape('fits', 'ann'), 'x');
    addInstance(doc, shape('full', 'ann'), 'x');
  });
  const verdict = await gate.send(add);
  expect(verdict).toMatchObject({ kind: 'change' });
  if (verdict.kind === 'change') expect([...verdict.reverted.values()]).toEqual(['full']);
  expect(readInstances(gate.staging.doc)).toHaveLength(5_000);
}, 20_000);
