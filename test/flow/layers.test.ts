import { jobListSchema, jobSchema, workSchema } from '@maskroom/shared/protocol/jobs';
import { DOCUMENT_PATH } from '@maskroom/shared/protocol/socket';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer } from '../support/testServer.ts';

test('layers are there for their person alone, over both sockets, and whoever loses one is shown out', async () => {
  await using server = await startServer();
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  const { admin, images, project } = await createProject(server.url, ['disc'], { 'a.jpg': picture });
  const [ann, ben] = [
    await addMember(admin, server.url, project.id, 'Ann', 'annotator'),
    await addMember(admin, server.url, project.id, 'Ben', 'annotator'),
  ];
  /** What ends a document's socket; `open` resolves with its first bytes. */
  const document = ({ token }: Member, imageId: string) => {
    const address = `${server.url.replace('http', 'ws')}${DOCUMENT_PATH}/${imageId}`;
    const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const opened = new Promise<void>((resolve) => socket.once('message', () => resolve()));
    return { socket, closed, opened };
  };
  const shared = document(ann, images[0].id);
  await shared.opened;

  const wanted = { imageIds: [images[0].id], people: 2 };
  const { jobs } = await admin.send('POST', `/projects/${project.id}/consensus`, jobListSchema, wanted);
  expect(await shared.closed).toBe(4410);
  const layerOf = async ({ api }: Member): Promise<string> =>
    (await api.send('GET', `/projects/${project.id}/work`, workSchema)).items[0].imageId;
  const [ofAnn, ofBen] = [await layerOf(ann), await layerOf(ben)];

  await using live = await liveClient(server.url, ben.token);
  expect(await live.openImage(ofAnn)).toMatchObject({ code: 'not-found' });
  expect(await live.openImage(images[0].id)).toMatchObject({ code: 'not-found' });
  expect(await live.openImage(ofBen)).toMatchObject({ imageId: ofBen, width: 64 });
  expect(await document(ben, ofAnn).closed).toBe(4404);

  const own = document(ann, ofAnn);
  await own.opened;
  await using hers = await liveClient(server.url, ann.token);
  await hers.openImage(ofAnn);
  const click = async () => {
    const reply = await hers.prompt({ promptId: 'p', imageId: ofAnn, points: [[30, 20, 1]] });
    return reply.status === 'error' ? reply.code : reply.status;
  };
  expect(await click()).toBe('done');
  const job = jobs.find(({ assigneeId }) => assigneeId === ann.id);
  const path = `/projects/${project.id}/jobs/${job?.id}/hand-back`;
  await ann.api.send('POST', path, jobSchema, { reason: 'Away' });
  expect(await own.closed).toBe(4410);
  // What she had open of it is closed with it: nobody is told that she is at work on it.
  await expect.poll(click).toBe('not-found');
});
