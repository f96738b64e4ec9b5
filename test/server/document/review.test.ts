import { descriptionHash } from '@maskroom/shared/annotation/descriptionHash';
import type { Decision } from '@maskroom/shared/annotation/instance';
import type { Problem } from '@maskroom/shared/base/problem';
import { readDecision } from '@maskroom/shared/document/documentModel';
import { setAttribute, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test } from 'vitest';
import type { Decide } from '../../../server/document/decide.ts';
import { createDocumentHistory } from '../../../server/document/history.ts';
import { openTab, square, type Tab } from '../../support/documentPeople.ts';
import { type DocumentServer, person, startDocumentServer } from '../../support/documentServer.ts';
import { until } from '../../support/until.ts';

const decide = (
  server: DocumentServer,
  by: string,
  decision: Decision,
  geometry = square(10, 10),
  instanceId = 'a',
  more: Partial<Decide> = {},
) =>
  server.documents.decide({
    imageId: 'picture',
    instanceId,
    decision,
    reason: null,
    geometryHash: geometryHash(geometry),
    by: person(by),
    ...more,
  });

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (problem: Problem) => problem,
  );

const row = (server: DocumentServer) =>
  server.db.selectFrom('instances').selectAll().where('id', '=', 'a').executeTakeFirstOrThrow();

const decisionIn = (tab: Tab) => readDecision(tab.doc, 'a')?.decision;

async function annMadeA(server: DocumentServer, tab: Tab) {
  await tab.synced();
  tab.add('a');
  await until(() => tab.updates() === 1);
  expect(await server.documents.countInstances('picture')).toBe(1);
}

test('D31, D41: a decision reaches everyone and the read model, and locks what was accepted', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await annMadeA(server, ann);
  expect(await decide(server, 'rae', 'accepted')).toMatchObject({
    instanceId: 'a',
    decision: 'accepted',
    by: 'rae',
    byName: 'rae',
  });
  await until(() => decisionIn(ann) === 'accepted');
  expect(await row(server)).toMatchObject({ decision: 'accepted', decided_by: 'rae' });
  setGeometry(ann.doc, 'a', square(30, 30), ann.origin);
  await until(() => Buffer.compare(ann.field('a', 'geometry') as Uint8Array, square(10, 10)) === 0);
  await decide(server, 'rae', 'none');
  await until(() => decisionIn(ann) === 'none');
  setGeometry(ann.doc, 'a', square(30, 30), ann.origin);
  await until(() => ann.updates() === 6);
  await server.documents.edit('picture', null, () => {});
  expect(await row(server)).toMatchObject({
    decision: 'none',
    decided_by: null,
    geometry_hash: geometryHash(square(30, 30)),
  });
});

test('D40: a decision is refused on another shape, on own work, without the role and on nothing', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await annMadeA(server, ann);
  const changed = await refusal(decide(server, 'rae', 'accepted', square(99, 99)));
  expect(changed).toMatchObject({
    code: 'geometry-changed',
    details: { geometryHash: geometryHash(square(10, 10)) },
  });
  expect(Buffer.compare(changed?.details.geometry as Uint8Array, square(10, 10))).toBe(0);
  expect(await refusal(decide(server, 'ben', 'accepted'))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(decide(server, 'stranger', 'accepted'))).toMatchObject({ code: 'not-found' });
  expect(await refusal(decide(server, 'rae', 'accepted', undefined, 'nothing'))).toMatchObject({
    code: 'not-found',
  });
  server.roles.set('ann', 'lead');
  expect(await refusal(decide(server, 'ann', 'accepted'))).toMatchObject({ code: 'own-work' });
  await decide(server, 'rae', 'accepted');
  expect(await refusal(decide(server, 'ann', 'none'))).toBeNull();
  await until(() => decisionIn(ann) === 'none');
});

test('D40: the shape that counts is the newest that passed the gate, durable or not', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await annMadeA(server, ann);
  setGeometry(ann.doc, 'a', square(30, 30), ann.origin);
  const seen = await decide(server, 'rae', 'accepted').then(
    () => square(10, 10),
    () => square(30, 30),
  );
  await server.documents.edit('picture', null, () => {});
  const { decision, geometry_hash } = await row(server);
  // Either the decision came first and locked the old shape, or it was refused.
  expect([decision, geometry_hash]).toEqual(
    seen[4] === square(10, 10)[4]
      ? ['accepted', geometryHash(square(10, 10))]
      : ['none', geometryHash(square(30, 30))],
  );
});

test('D40: a decision on another label or other answers than were seen is refused with what they are now', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await annMadeA(server, ann);
  const seeing = (label: string, answers = {}) => ({ descriptionHash: descriptionHash(label, answers) });
  const accept = (more: Partial<Decide>) =>
    refusal(decide(server, 'rae', 'accepted', square(10, 10), 'a', more));
  setLabel(ann.doc, 'a', 'tree', ann.origin);
  await until(() => ann.updates() === 2);
  expect(await accept(seeing('car'))).toMatchObject({
    code: 'geometry-changed',
    details: { labelId: 'tree', attributes: {}, ...seeing('tree') },
  });
  setLabel(ann.doc, 'a', 'car', ann.origin);
  setAttribute(ann.doc, 'a', 'doors', 3, ann.origin);
  await until(() => ann.updates() === 4);
  expect(await accept(seeing('car'))).toMatchObject({
    code: 'geometry-changed',
    details: { labelId: 'car', attributes: { doors: 3 } },
  });
  expect((await row(server)).decision).toBe('none');
  expect(await accept(seeing('car', { doors: 3 }))).toBeNull();
  await until(() => decisionIn(ann) === 'accepted');
});

test('D43: a decision that somebody has not seen is not written over; whoever has seen it decides anew', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  await annMadeA(server, ann);
  const by = (who: string, decision: Decision, more: Partial<Decide>) =>
    decide(server, who, decision, square(10, 10), 'a', more);
  const { at } = await by('rae', 'rejected', { seen: null, reason: 'loose' });
  const told = await refusal(by('lea', 'accepted', { seen: null }));
  expect(told).toMatchObject({
    code: 'decided-meanwhile',
    standing: { decision: 'rejected', by: 'rae', at, reason: 'loose' },
    details: { geometryHash: geometryHash(square(10, 10)), labelId: 'car' },
  });
  expect(await row(server)).toMatchObject({ decision: 'rejected', decided_by: 'rae', reason: 'loose' });
  expect(await refusal(by('lea', 'accepted', { seen: { by: 'rae', at: at - 1 } }))).toMatchObject({
    code: 'decided-meanwhile',
  });
  const accepted = await by('lea', 'accepted', { seen: { by: 'rae', at } });
  // Taking back one's own finds the other's.
  expect(await refusal(by('rae', 'none', { seen: { by: 'rae', at } }))).toMatchObject({
    code: 'decided-meanwhile',
    standing: { decision: 'accepted', by: 'lea' },
  });
  await by('lea', 'none', { seen: { by: 'lea', at: accepted.at } });
  // What was opened again is decided by whoever comes, and a client that does not say what it saw takes what there is.
  await by('rae', 'rejected', { seen: { by: 'lea', at: accepted.at } });
  await by('lea', 'accepted', {});
  expect(await row(server)).toMatchObject({ decision: 'accepted', decided_by: 'lea' });
});

test('D42: a rejected instance that was mended waits for a decision again', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using ben = openTab(server.url, 'ben');
  await ben.synced();
  await annMadeA(server, ann);
  for (const mend of [
    () => setGeometry(ann.doc, 'a', square(30, 30), ann.origin),
    () => setLabel(ann.doc, 'a', 'tree', ann.origin),
    () => setAttribute(ann.doc, 'a', 'doors', 3, ann.origin),
  ]) {
    await decide(server, 'rae', 'rejected', ann.field('a', 'geometry') as Uint8Array);
    await until(() => decisionIn(ann) === 'rejected');
    expect(await row(server)).toMatchObject({ decision: 'rejected' });
    mend();
    await until(() => decisionIn(ann) === 'none' && decisionIn(ben) === 'none');
    expect(await row(server)).toMatchObject({ decision: 'none' });
  }
});

test('D44: who mends a shape and accepts it leaves it its author’s, who may still not decide on it', async () => {
  await using server = await startDocumentServer();
  using ann = openTab(server.url, 'ann');
  using rae = openTab(server.url, 'rae');
  await annMadeA(server, ann);
  await until(() => rae.field('a', 'geometry') !== undefined);
  setGeometry(rae.doc, 'a', square(30, 30), rae.origin);
  await until(() => Buffer.compare(ann.field('a', 'geometry') as Uint8Array, square(30, 30)) === 0);
  const mended = await decide(server, 'rae', 'accepted', square(30, 30));
  expect(await row(server)).toMatchObject({ created_by: 'ann', decision: 'accepted', decided_by: 'rae' });
  const { entries } = await createDocumentHistory(server.db, server.documents).page('picture', { limit: 9 });
  expect(entries.map(({ kind, userId }) => [kind, userId])).toEqual([
    ['accepted', 'rae'],
    ['reshaped', 'rae'],
    ['added', 'ann'],
  ]);
  await decide(server, 'rae', 'none', square(30, 30), 'a', { seen: { by: 'rae', at: mended.at } });
  server.roles.set('ann', 'reviewer');
  expect(await refusal(decide(server, 'ann', 'accepted', square(30, 30)))).toMatchObject({
    code: 'own-work',
  });
});
