import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jobSchema } from '@maskroom/shared/protocol/jobs';
import { expect, test } from 'vitest';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject } from '../support/team.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startServer } from '../support/testServer.ts';

/** A job of Ann's that goes through the pictures in an order of its own, on a server that has encoded none of them. */
async function leaveUnencoded(data: string) {
  await using server = await startServer({ data });
  const pictures: Record<string, Uint8Array> = {};
  for (const i of [0, 1, 2, 3, 4])
    pictures[`${i}.jpg`] = await discPicture({ width: 300 + i, height: 200, cx: 150, cy: 100, radius: 40 });
  const { admin, images, project } = await createProject(server.url, ['disc'], pictures);
  const ann = await addMember(admin, server.url, project.id, 'Ann', 'annotator');
  const imageIds = [0, 4, 2, 3].map((i) => images[i].id);
  const body = { imageIds, assigneeId: ann.id };
  await admin.send('POST', `/projects/${project.id}/jobs`, jobSchema, body);
  return { ann, imageIds, outsideOfIt: images[1].id };
}

test('J31: opening a picture of a job encodes the next two of that job ahead, and none beyond', async () => {
  const data = temporaryFolder();
  const { ann, imageIds, outsideOfIt } = await leaveUnencoded(data);
  // What was encoded when the pictures came.
  await rm(join(data, 'embeddings'), { recursive: true });
  await using server = await startServer({ data });
  await using hers = await liveClient(server.url, ann.token);
  await hers.openImage(imageIds[0]);
  const onDisk = async () => {
    const entries = await readdir(join(data, 'embeddings'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  await expect.poll(onDisk).toBe(3);
  await using again = await liveClient(server.url, ann.token);
  for (const [id, embedding] of [
    [imageIds[1], 'ready'],
    [imageIds[2], 'ready'],
    [outsideOfIt, 'encoding'],
  ])
    expect(await again.openImage(id)).toMatchObject({ imageId: id, embedding });
});
