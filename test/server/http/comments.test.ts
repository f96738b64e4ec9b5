import type { CommentChanged } from '@maskroom/shared/protocol/comments';
import { expect, test } from 'vitest';
import { createComments } from '../../../server/review/comments.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';

async function setUp() {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture();
  const [ann, rae, vic] = [
    await fixture.member('annotator'),
    await fixture.member('reviewer'),
    await fixture.member('viewer'),
  ];
  const path = `/images/${id}/comments`;
  const say = async ({ token }: { token: string }, body: object) =>
    fixture.call('POST', path, { token, body });
  const list = async ({ token }: { token: string }) => (await fixture.call('GET', path, { token })).json();
  const change = (who: { token: string }, commentId: string, body: object) =>
    fixture.call('PUT', `${path}/${commentId}`, { token: who.token, body });
  const remove = (who: { token: string }, commentId: string) =>
    fixture.call('DELETE', `${path}/${commentId}`, { token: who.token });
  return { ...fixture, imageId: id, ann, rae, vic, path, say, list, change, remove };
}

test('a thread is pinned, answered, resolved by its author or a reviewer, and reopened', async () => {
  const { ann, rae, vic, say, list, change } = await setUp();
  const first = (await say(rae, { text: ' Is this a van? ', point: [12.5, 8] })).json();
  expect(first).toMatchObject({
    text: 'Is this a van?',
    point: [12.5, 8],
    userName: 'reviewer',
    threadId: null,
  });
  const answer = (await say(ann, { text: 'A bus.', threadId: first.id })).json();
  const deeper = (await say(rae, { text: 'Ah.', threadId: answer.id })).json();
  expect([answer.threadId, deeper.threadId]).toEqual([first.id, first.id]);
  expect((await change(ann, first.id, { resolved: true })).statusCode).toBe(403);
  expect((await change(rae, answer.id, { resolved: true })).statusCode).toBe(400);
  const resolved = (await change(rae, first.id, { resolved: true })).json();
  expect(resolved).toMatchObject({ resolvedBy: rae.id, resolvedAt: expect.any(String) });
  expect((await change(rae, first.id, { resolved: false })).json()).toMatchObject({ resolvedAt: null });
  const own = (await say(ann, { text: 'Mine', instanceId: 'i1' })).json();
  expect((await change(ann, own.id, { resolved: true })).statusCode).toBe(200);
  expect((await list(vic)).comments.map(({ text }: { text: string }) => text)).toEqual([
    'Is this a van?',
    'A bus.',
    'Ah.',
    'Mine',
  ]);
});

test('words are their author’s; what others have answered stays, but for a lead', async () => {
  const { ann, rae, vic, say, list, change, remove } = await setUp();
  const { id } = (await say(ann, { text: 'First' })).json();
  expect((await change(rae, id, { text: 'Not mine' })).statusCode).toBe(403);
  expect((await change(ann, id, { text: 'Better' })).json()).toMatchObject({
    text: 'Better',
    editedAt: expect.any(String),
  });
  expect((await remove(rae, id)).statusCode).toBe(403);
  await say(rae, { text: 'Answer', threadId: id });
  expect((await remove(ann, id)).statusCode).toBe(409);
  expect((await remove({ token: 'an-admin-token' }, id)).statusCode).toBe(204);
  expect((await list(ann)).comments).toEqual([]);
  expect((await say(ann, { text: 'Late', threadId: id })).statusCode).toBe(404);
  for (const wrong of [
    { text: '  ' },
    { text: 'x', point: [1, 1], instanceId: 'i' },
    { text: 'x'.repeat(2_001) },
  ])
    expect((await say(ann, wrong)).statusCode).toBe(400);
  expect((await say(vic, { text: 'May I?' })).statusCode).toBe(403);
});

test('a mention waits for its member until they have looked, and for nobody else', async () => {
  const { call, imageId, ann, rae, path, say } = await setUp();
  const mentions = async ({ token }: { token: string }) =>
    (await call('GET', '/me/mentions', { token })).json().mentions;
  const body = { text: '@reviewer please look', mentions: [rae.id, ann.id, 'nobody'] };
  expect((await say(ann, body)).json().mentions.sort()).toEqual([rae.id, ann.id].sort());
  expect(await mentions(rae)).toMatchObject([{ imageId, fileName: 'disc.jpg', userName: 'annotator' }]);
  expect(await mentions(ann)).toEqual([]);
  await call('PUT', `${path}/seen`, { token: rae.token });
  expect(await mentions(rae)).toEqual([]);
});

test('everyone hears of a comment once it is on disk', async () => {
  const { db, imageId, ann } = await setUp();
  const comments = createComments(db);
  const heard: CommentChanged[] = [];
  comments.onChange((change) => heard.push(change));
  const [image, speaker] = [
    { id: imageId, projectId: 'p' },
    { userId: ann.id, role: 'annotator' as const },
  ];
  const { id } = await comments.add(image, speaker, { text: 'Hello', mentions: [] });
  await comments.remove(image, speaker, id);
  expect(heard).toMatchObject([
    { imageId, commentId: id, comment: { text: 'Hello', userName: 'annotator' } },
    { imageId, commentId: id, comment: null },
  ]);
});
