import { SERVER_CLIENT_ID } from '@maskroom/server/document/ClientOwners.ts';
import type { Role } from '@maskroom/shared/annotation/role';
import { documentRoots, instancesOf, readInstances } from '@maskroom/shared/document/documentModel';
import {
  addInstance,
  deleteInstance,
  setAttribute,
  setGeometry,
  setGroup,
  setLabel,
  setOrder,
} from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { gateBefore } from '../../support/documentGate.ts';
import { shape, square } from '../../support/documentPeople.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

function contentOf(...updates: Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const root of documentRoots) doc.getMap(root);
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.toJSON();
}

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
    'order beyond all bounds': set('a', 'order', 2 ** 41),
    'group is a number': set('a', 'group', 3),
    'group with a meaning': set('a', 'group', '__proto__'),
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
    ['incomplete', (doc) => instancesOf(doc).set('empty', new Y.Map()), ['empty']],
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

test('D29: answers that no client of ours writes are refused', async () => {
  const forged: Record<string, unknown> = {
    'a list': ['van'],
    'not there at all': null,
    text: 'van',
    'an answer within an answer': { make: { van: true } },
    'no number': { doors: Number.NaN },
    'a novel': { plate: 'x'.repeat(2_001) },
    'a key with a meaning': JSON.parse('{"__proto__":"van"}'),
    'an empty key': { '': 'van' },
    'too many': Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`a${i}`, true])),
  };
  for (const [name, answers] of Object.entries(forged)) {
    const gate = gateBefore();
    const sent = gate.edit((doc) => instancesOf(doc).get('a')?.set('attributes', answers));
    expect([name, await gate.send(sent)]).toMatchObject([name, { kind: 'hostile' }]);
  }
});

test('D29: an answer fits its attribute or is taken back; old answers stay through everything', async () => {
  const gate = gateBefore();
  const answer = (id: string, value: string | number | boolean | undefined) =>
    gate.send(gate.edit((doc) => setAttribute(doc, 'a', id, value, 'x')));
  const now = () => instancesOf(gate.staging.doc).get('a')?.get('attributes');
  for (const [id, value] of Object.entries({ make: 'van', parked: true, doors: 5, plate: 'K-AB 1' }))
    expect(await answer(id, value)).toMatchObject({ kind: 'change', aftermath: null });
  const whole = { make: 'van', parked: true, doors: 5, plate: 'K-AB 1' };
  expect(now()).toEqual(whole);
  for (const [id, value] of [
    ['make', 'tram'],
    ['parked', 'yes'],
    ['doors', 6],
    ['doors', 1],
    ['plate', 7],
    ['colour', 'red'],
  ] as const) {
    const verdict = await answer(id, value);
    expect(verdict).toMatchObject({ kind: 'change' });
    if (verdict.kind === 'change') expect([...verdict.reverted]).toEqual([['a', 'attribute']]);
    expect(now()).toEqual(whole);
  }
  await gate.send(gate.edit((doc) => setLabel(doc, 'a', 'tree', 'x')));
  expect(await answer('doors', 4)).toMatchObject({ kind: 'change', aftermath: null });
  expect(await answer('make', undefined)).toMatchObject({ kind: 'change', aftermath: null });
  expect(now()).toEqual({ parked: true, doors: 4, plate: 'K-AB 1' });
  const late = gate.edit((doc) => setAttribute(doc, 'locked', 'doors', 3, 'x'));
  expect(await gate.send(late)).toMatchObject({ kind: 'change', reverted: new Map([['locked', 'locked']]) });
});

test('D24: anyone who draws orders and groups', async () => {
  const gate = gateBefore();
  const sent = gate.edit((doc) => {
    for (const id of ['a', 'b']) setGroup(doc, id, 'pair-1', 'x');
    setOrder(doc, 'b', -3.5, 'x');
  });
  expect(await gate.send(sent)).toMatchObject({ kind: 'change', aftermath: null });
  expect(readInstances(gate.staging.doc).map(({ id, group }) => [id, group])).toEqual([
    ['b', 'pair-1'],
    ['a', 'pair-1'],
    ['locked', null],
  ]);
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
