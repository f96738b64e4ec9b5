import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../server/app/app.ts';
import { fillProjects } from '../../server/app/fillProjects.ts';
import { readSettings } from '../../server/config/readSettings.ts';
import { createLog } from '../../server/log/log.ts';
import { createProjects } from '../../server/project/projects.ts';
import { createHttpFixture } from '../support/httpFixture.ts';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { createProject } from '../support/team.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { adminToken, startServer } from '../support/testServer.ts';

const disc = { width: 200, height: 150, cx: 90, cy: 70, radius: 40 };

afterEach(() => vi.unstubAllEnvs());

test('a stop waits for no upload that does not end, and is a clean one', async () => {
  await using server = await spawnServer(temporaryFolder());
  const { images, project } = await createProject(server.url, ['thing'], {
    'a.jpg': await discPicture(disc),
  });
  await using client = await liveClient(server.url, adminToken);
  await client.openImage(images[0].id);
  await client.openDocument(images[0].id);
  const upload = connect({ host: '127.0.0.1', port: server.port });
  upload.on('error', () => {});
  await once(upload, 'connect');
  upload.write(
    `POST /api/v1/projects/${project.id}/images HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
      `Authorization: Bearer ${adminToken}\r\nContent-Length: 1000000\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n',
  );
  // Answered behind the upload's head, so the server knows of the upload by then.
  await client.openImage(images[0].id);
  expect(await server.stop()).toBe(0);
  upload.destroy();
});

test('a second server on the same data folder does not start, and says why', async () => {
  await using first = await startServer();
  const read = readSettings({ port: '0', data: first.dataFolder }, {});
  if (!read.ok) throw new Error(read.error.join());
  await expect(createApp(read.value, createLog('silent'))).rejects.toThrow(
    /Another Maskroom runs on .*--data/,
  );
});

test('a rejection that nobody handled is logged, and the server lives on', async () => {
  const reject = encodeURIComponent("process.on('SIGUSR2', () => Promise.reject(new Error('forgotten')))");
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${reject}`);
  await using server = await spawnServer(temporaryFolder());
  if (server.pid === undefined) throw new Error('no process');
  process.kill(server.pid, 'SIGUSR2');
  for (let i = 0; i < 3; i++) expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});

test('a file that cannot be read costs the folder nothing else', async () => {
  const { accounts, db, images } = await createHttpFixture();
  const projects = createProjects(db, accounts);
  const folder = join(temporaryFolder(), 'pictures');
  await mkdir(folder);
  for (const [i, name] of ['a.jpg', 'b.jpg', 'c.jpg'].entries())
    await writeFile(join(folder, name), await discPicture({ ...disc, width: 200 + i }));
  const ingest: typeof images.ingest = (projectId, actor, fileName, bytes) =>
    fileName === 'b.jpg'
      ? Promise.reject(new Error('EACCES: permission denied'))
      : images.ingest(projectId, actor, fileName, bytes);
  const parts = { accounts, images: { ...images, ingest }, projects, log: createLog('silent') };
  await fillProjects(parts, { samples: false, folder });
  const [project] = await projects.list(await accounts.serverActor());
  expect(project.counts.images).toBe(2);
});
