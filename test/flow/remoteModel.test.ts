import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { predictReplySchema } from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serverFaults } from '../support/kserve/kserveFaults.ts';
import { type KserveServer, startKserveServer } from '../support/kserve/kserveServer.ts';
import { toyModels, writeToyModel } from '../support/onnx/toyModels.ts';
import { discPicture } from '../support/pictures.ts';
import { createProject } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

// Models' threads take their time to start on a busy machine, and a server that was away its time to be asked again.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const soon = { timeout: 60_000, interval: 100 };

let root: string;
let gpu: KserveServer;
let server: TestServer;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-remote-'));
  const whole = await writeToyModel(join(root, 'whole'), toyModels['sam, as EfficientViT-SAM']());
  gpu = await startKserveServer({ folder: whole });
  const data = join(root, 'data');
  await mkdir(join(data, 'models', 'toy'), { recursive: true });
  await copyFile(join(whole, 'manifest.json'), join(data, 'models', 'toy', 'manifest.json'));
  await gpu.stop();
  server = await startServer({
    data,
    model: 'toy',
    tritonUrl: gpu.url,
    tritonTimeoutMs: '2000',
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await gpu.stop();
  await rm(root, { recursive: true, force: true });
});

const readiness = async () => {
  const response = await fetch(`${server.url}/readyz`);
  const { checks }: { checks: { model: string } } = await response.json();
  return [response.status, checks.model];
};
const usable = async () =>
  (await (await fetch(`${server.url}/metrics`)).text()).match(
    /^maskroom_inference_server_usable\{.*\} (\d)$/m,
  )?.[1];

test('a server whose inference server comes later, hangs and comes back says so, answers what it can, and is never restarted', async () => {
  await server.app.ready();
  expect(await readiness()).toEqual([503, 'failed']);
  expect(await usable()).toBe('0');

  const picture = await discPicture({ width: 320, height: 240, cx: 150, cy: 120, radius: 60 });
  const { admin, images } = await createProject(server.url, ['disc'], { 'a.jpg': picture });
  const path = `/images/${images[0].id}/predict`;
  const click = { points: [[150, 120, 1]] };
  expect(await admin.codeOf('POST', path, click)).toBe('unavailable');

  await gpu.start();
  await vi.waitFor(async () => expect(await readiness()).toEqual([200, 'ok']), soon);
  expect(await usable()).toBe('1');
  const { candidates } = await admin.send('POST', path, predictReplySchema, click);
  expect(candidates.length).toBeGreaterThan(0);

  gpu.fault = serverFaults['never answers'];
  const answers = await Promise.all([1, 2, 3, 4].map(() => admin.codeOf('POST', path, click)));
  expect(answers).toEqual(answers.map(() => 'unavailable'));
  await vi.waitFor(async () => expect(await readiness()).toEqual([503, 'failed']), soon);

  gpu.fault = null;
  await vi.waitFor(async () => expect(await readiness()).toEqual([200, 'ok']), soon);
  const again = await admin.send('POST', path, predictReplySchema, click);
  expect(again.candidates).toEqual(candidates);
  expect(gpu.slips).toEqual([]);
});
