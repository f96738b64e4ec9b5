import { closeCodes } from '@maskroom/server/document/closeCodes.ts';
import type { Role } from '@maskroom/shared/annotation/role';
import { instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { gateBefore } from '../../support/documentGate.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

async function expectRefused(update: Uint8Array, code: number, spoilt = false, as: [string?, Role?] = []) {
  const { send, state } = gateBefore();
  const before = state();
  const verdict = await send(update, ...as);
  expect(verdict).toMatchObject({ kind: 'hostile', refusal: { code }, isStagingSpoilt: spoilt });
  if (!spoilt) expect(state()).toBe(before);
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

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
  const { base, send } = gateBefore();
  const instances = Y.getState(base.store, base.clientID) - 1;
  const wipe = encoding.encode((out) => {
    for (const value of [0, 1, base.clientID, 1, 0, instances]) encoding.writeVarUint(out, value);
  });
  expect(wipe.length).toBeLessThan(12);
  const verdict = await send(wipe, 'cleo');
  expect(verdict).toMatchObject({
    kind: 'hostile',
    refusal: { code: closeCodes.forbidden },
    isStagingSpoilt: true,
  });
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
