import { addInstance, deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { jobListSchema, workSchema } from '@maskroom/shared/protocol/jobs';
import type { QueueChange } from '@maskroom/shared/protocol/queue';
import { expect, test } from 'vitest';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { openLiveScene } from '../support/liveScene.ts';

const square = (at: number) =>
  encodeGeometry([
    [
      [
        [at, at],
        [at + 20, at],
        [at + 20, at + 20],
        [at, at + 20],
      ],
    ],
  ]);

test('reviewers hear what enters and leaves their queue; private layers are nobody’s to review', async () => {
  const { imageId, people, place, server } = await openLiveScene();
  await using _ = server;
  const projectId = place.project.id;
  const [disc, other] = place.project.labels.map(({ id }) => id);
  await using ann = await liveClient(server.url, people.ann.token);
  await using rea = await liveClient(server.url, people.rea.token);
  await using lee = await liveClient(server.url, people.lee.token);
  const listen = async ({ socket }: LiveClient): Promise<QueueChange[]> => {
    const heard: QueueChange[] = [];
    socket.on('queue:change', (change) => heard.push(change));
    expect(await socket.emitWithAck('queue:subscribe', { projectId })).toEqual({ ok: true });
    return heard;
  };
  const [hers, theirs, annes] = [await listen(rea), await listen(lee), [] as QueueChange[]];
  ann.socket.on('queue:change', (change) => annes.push(change));
  const last = () => ({ put: hers.at(-1)?.put ?? [], gone: hers.at(-1)?.gone ?? [] });
  const draw = (document: Awaited<ReturnType<LiveClient['openDocument']>>, at: number) => {
    const id = crypto.randomUUID();
    const by = { createdBy: people.ann.id, source: 'manual', predictedIou: null } as const;
    addInstance(document.doc, { id, label: disc, geometry: square(at), ...by }, 'test');
    return id;
  };

  const drawn = await ann.openDocument(imageId);
  const [id, second] = [draw(drawn, 10), draw(drawn, 100)];
  // Both at once: gathered, and whole as the queue has them.
  await expect
    .poll(() => hers.flatMap(({ put }) => put.map((item) => item.id)).sort())
    .toEqual([id, second].sort());
  expect(hers[0].put[0]).toMatchObject({
    imageId,
    fileName: 'disc.jpg',
    createdByName: 'Ann',
    decision: 'none',
  });
  setLabel(drawn.doc, id, other, 'test');
  await expect.poll(() => last().put).toMatchObject([{ id, label: 'other' }]);
  setGeometry(drawn.doc, id, square(40), 'test');
  await expect.poll(() => last().put).toMatchObject([{ id, geometryHash: geometryHash(square(40)) }]);

  const decide = { imageId, instanceId: id, geometryHash: geometryHash(square(40)) } as const;
  const [{ descriptionHash }] = last().put;
  expect(
    await lee.decide({ ...decide, decision: 'rejected', reason: 'Loose', descriptionHash, seen: null }),
  ).toMatchObject({ ok: true });
  const standing = { decision: 'rejected', by: people.lee.id, byName: 'Lee', reason: 'Loose' };
  await expect.poll(() => last().gone).toMatchObject([{ imageId, instanceId: id, standing }]);
  deleteInstance(drawn.doc, second, 'test');
  await expect.poll(() => last().gone).toMatchObject([{ instanceId: second, standing: null }]);
  // Mended, it waits again.
  setGeometry(drawn.doc, id, square(50), 'test');
  await expect.poll(() => last().put).toMatchObject([{ id, decision: 'none' }]);

  expect(await lee.socket.emitWithAck('queue:unsubscribe', { projectId })).toEqual({ ok: true });
  const before = [hers.length, theirs.length];
  const wanted = { imageIds: [imageId], people: 2 };
  await place.admin.send('POST', `/projects/${projectId}/consensus`, jobListSchema, wanted);
  const { items } = await people.ann.api.send('GET', `/projects/${projectId}/work`, workSchema);
  const layer = await ann.openDocument(items[0].imageId);
  draw(layer, 200);
  await expect
    .poll(async () => (await people.rea.api.call('GET', `/images/${items[0].imageId}/instances`)).text())
    .toContain(people.ann.id);
  // What is drawn for all to see behind it is told: what was drawn before had its turn.
  const theirImage = await rea.openDocument(imageId);
  deleteInstance(theirImage.doc, id, 'test');
  await expect.poll(() => last().gone).toMatchObject([{ instanceId: id }]);
  expect([hers.length, theirs.length]).toEqual([before[0] + 1, before[1]]);
  expect(annes).toEqual([]);
});
