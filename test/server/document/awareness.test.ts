import { encodeAwareness } from '@maskroom/server/document/awarenessCodec.ts';
import type { Presence } from '@maskroom/shared/presence/presence';
import { expect, test } from 'vitest';
import { openTab } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { frame, openRaw } from '../../support/rawDocumentClient.ts';
import { until } from '../../support/until.ts';

const presence = (id: string, change: Partial<Presence> = {}): Presence => ({
  user: { id, name: id, color: 3 },
  cursor: [1, 2],
  tool: 'smart',
  labelId: null,
  selected: [],
  ...change,
});

const awareness = (client: number, clock: number, state: unknown) =>
  frame([1], encodeAwareness([{ client, clock, state }]));

test('D10: a person is seen by the others under the name of the account, and hears themselves', async () => {
  await using server = await startDocumentServer();
  const heard: [string, string | null][] = [];
  server.documents.onPresence((_, userId, state) => heard.push([userId, state?.tool ?? null]));
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  ann.provider.awareness.setLocalState(presence('ann', { user: { id: 'ann', name: 'The Boss', color: 1 } }));
  await until(() => ben.provider.awareness.getStates().get(ann.doc.clientID) !== undefined);
  expect(ben.provider.awareness.getStates().get(ann.doc.clientID)).toEqual(
    presence('ann', { user: { id: 'ann', name: 'ann', color: 1 } }),
  );
  expect(heard).toEqual([['ann', 'smart']]);
});

test('D10, D11: nobody speaks for another, and what is no presence is not passed on', async () => {
  await using server = await startDocumentServer();
  using ben = await openRaw(server.url, 'ben');
  using raw = await openRaw(server.url, 'ann');
  await until(() => ben.ofType(1).length === 1 && raw.ofType(1).length === 1);
  const ignored = [
    awareness(1, 1, presence('ben')),
    awareness(2, 1, {}),
    awareness(3, 1, 'text'),
    awareness(4, 1, { ...presence('ann'), cursor: [1e9, 0] }),
    awareness(5, 1, null),
  ];
  for (const bytes of ignored) raw.send(bytes);
  raw.send(awareness(6, 1, presence('ann')));
  await until(() => raw.ofType(1).length === 1 + ignored.length + 1);
  expect(raw.ofType(1).slice(1, -1)).toEqual(ignored);
  await until(() => ben.ofType(1).length === 2);
  expect(ben.ofType(1)[1]).toEqual(awareness(6, 1, presence('ann')));
  // ben's word about ann's id changes nothing.
  ben.send(awareness(6, 9, presence('ben')));
  ben.send(awareness(6, 9, null));
  raw.send(awareness(6, 2, presence('ann', { tool: 'pan' })));
  await until(() =>
    ben
      .ofType(1)
      .some((bytes) => Buffer.compare(bytes, awareness(6, 2, presence('ann', { tool: 'pan' }))) === 0),
  );
});

test('D12: who leaves is gone for the others at once, and comes back with the same client id', async () => {
  await using server = await startDocumentServer();
  const heard: (string | null)[] = [];
  server.documents.onPresence((_, __, state) => heard.push(state?.tool ?? null));
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ann.synced();
  await ben.synced();
  ann.provider.awareness.setLocalState(presence('ann'));
  const seen = () => ben.provider.awareness.getStates().has(ann.doc.clientID);
  await until(seen);
  ann.provider.ws?.close();
  await until(() => !seen());
  await until(() => seen());
  expect(heard).toEqual(['smart', null, 'smart']);
});

test('D13: awareness that cannot be read closes with 4400', async () => {
  await using server = await startDocumentServer();
  const entries = (count: number) =>
    encodeAwareness(
      Array.from({ length: count }, (_, i) => ({ client: i, clock: 1, state: presence('ann') })),
    );
  const cases = [
    frame([1], Uint8Array.of(1, 1, 1, 1, 123)),
    frame([1], Uint8Array.of(0x80, 0x80, 0x80, 8)),
    frame([1], entries(1_025)),
    frame([1], entries(5)),
    awareness(1, 2 ** 52, presence('ann')),
    awareness(1, 1, { ...presence('ann'), more: 'x'.repeat(9_000) }),
  ];
  for (const bytes of cases) {
    using raw = await openRaw(server.url, 'ann');
    raw.send(bytes);
    expect(await raw.closed).toBe(4400);
  }
});

test('a tab that keeps itself alive has not moved (F2 of the figures), and neither has one that goes along; a hand and what it draws have', async () => {
  await using server = await startDocumentServer();
  const moves: boolean[] = [];
  server.documents.onPresence((_, __, ___, hasMoved) => moves.push(hasMoved));
  using ann = await openRaw(server.url, 'ann');
  using other = await openRaw(server.url, 'ann');
  const tell = async (raw: typeof ann, client: number, clock: number, change: Partial<Presence> = {}) => {
    const before = moves.length;
    raw.send(awareness(client, clock, presence('ann', change)));
    await until(() => moves.length === before + 1);
    return moves[before];
  };
  expect(await tell(ann, 1, 1)).toBe(false);
  expect(await tell(ann, 1, 2)).toBe(false);
  expect(await tell(other, 2, 1, { cursor: [80, 90] })).toBe(false);
  expect(await tell(ann, 1, 3)).toBe(false);
  expect(await tell(ann, 1, 4, { view: [0, 0, 50, 50] })).toBe(false);
  expect(await tell(ann, 1, 5, { cursor: [1, 3] })).toBe(true);
  expect(await tell(ann, 1, 6, { cursor: [1, 3], inFlight: 'AQ==' })).toBe(true);
  expect(await tell(ann, 1, 7, { cursor: [1, 3], selected: ['x'] })).toBe(true);
  expect(await tell(ann, 1, 8, { cursor: [1, 3], selected: ['x'] })).toBe(false);
});
