import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstances } from '@maskroom/shared/document/documentModel';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { expect, test } from 'vitest';
import { openDocument } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { addMember, createProject } from '../support/team.ts';

test('R1: what a second person has seen is there after kill -9, and the first one just goes on', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-kill-'));
  let server = await spawnServer(dataFolder);
  try {
    const picture = await discPicture({ width: 400, height: 300, cx: 200, cy: 150, radius: 60 });
    const { admin, project, images } = await createProject(server.url, ['thing'], { 'a.jpg': picture });
    const [{ id: imageId }] = images;
    const ann = await addMember(admin, server.url, project.id, 'Ann', 'annotator');
    const ben = await addMember(admin, server.url, project.id, 'Ben', 'annotator');
    const hers = openDocument(server.url, ann.token, imageId);
    const his = openDocument(server.url, ben.token, imageId);
    await Promise.all([hers.synced, his.synced]);

    const draw = (i: number): string => {
      const id = crypto.randomUUID();
      const geometry = encodeGeometry([
        [
          [
            [i, 10],
            [i + 40, 10],
            [i + 40, 60],
          ],
        ],
      ]);
      addInstance(
        hers.doc,
        {
          id,
          label: project.labels[0].id,
          geometry,
          createdBy: ann.id,
          source: 'manual',
          predictedIou: null,
        },
        'test',
      );
      return id;
    };
    for (let i = 0; i < 25; i++) draw(i * 5);
    await expect.poll(() => readInstances(his.doc).length).toBe(25);

    const seen = readInstances(his.doc).map(({ id }) => id);
    await server.kill();
    const whileAway = draw(200);
    his.destroy();

    server = await spawnServer(dataFolder, server.port);
    const fresh = openDocument(server.url, ben.token, imageId);
    await fresh.synced;
    const found = readInstances(fresh.doc).map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(seen));
    await expect.poll(() => readInstances(fresh.doc).map(({ id }) => id)).toContain(whileAway);
    hers.destroy();
    fresh.destroy();
    expect(await server.stop()).toBe(0);
  } finally {
    await server[Symbol.asyncDispose]();
    await rm(dataFolder, { recursive: true, force: true });
  }
});
