import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskCheck } from '../../../server/http/diskCheck.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

test('alive is not ready: what does not work is named, without its reason', async () => {
  const { app } = await createHttpFixture({
    checks: {
      database: async () => {},
      model: async () => {
        throw new Error('/models/secret.onnx is gone');
      },
    },
  });
  expect((await app.inject({ url: '/healthz' })).json()).toEqual({ status: 'alive' });
  const ready = await app.inject({ url: '/readyz' });
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toEqual({
    status: 'not ready',
    checks: { database: 'ok', model: 'failed' },
    runsOn: {},
    models: {},
  });
});

test('a part that never answers is not ready either', async () => {
  const { app } = await createHttpFixture({ checks: { model: () => new Promise(() => {}) } });
  expect((await app.inject({ url: '/readyz' })).json().checks).toEqual({ model: 'failed' });
});

test('a flood of questions whether it is ready runs the checks once', async () => {
  let runs = 0;
  const model = async () => void runs++;
  const { app } = await createHttpFixture({ checks: { model } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject({ url: '/readyz' })));
  answers.push(await app.inject({ url: '/readyz' }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
  expect(runs).toBe(1);
});

test('the disk is ready when it takes a file', async () => {
  const folder = temporaryFolder();
  await expect(diskCheck(folder)()).resolves.toBeUndefined();
  await expect(diskCheck(join(folder, 'missing'))()).rejects.toThrow();
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  if (process.getuid?.() !== 0) await expect(diskCheck(closed)()).rejects.toThrow();
});

test('metrics count by route, never by address, and read the gauges as they are asked', async () => {
  let sockets = 3;
  const { app, call } = await createHttpFixture({
    gauges: [
      { name: 'sockets', help: 'Open sockets.', read: () => sockets },
      {
        name: 'model_ready',
        help: 'Models.',
        labels: ['model'],
        read: () => [{ labels: { model: `m${sockets}` }, value: 1 }],
      },
    ],
  });
  await call('GET', '/invites/a-secret-token', { token: null });
  await app.inject({ url: '/readyz' });
  sockets = 4;
  const { body, headers } = await app.inject({ url: '/metrics' });
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(body).toContain('maskroom_sockets 4');
  expect(body).toContain('maskroom_model_ready{model="m4"} 1');
  expect(body).toContain('process_resident_memory_bytes');
  expect(body).toMatch(
    /maskroom_http_request_seconds_count\{method="GET",route="\/api\/v1\/invites\/:token",status="410"\} 1/,
  );
  expect(body).not.toContain('a-secret-token');
});

test('the description of the API is complete: every call has words, a group and an answer', async () => {
  const { app } = await createHttpFixture();
  const spec = (await app.inject({ url: '/api/openapi.json' })).json();
  expect(spec.openapi).toBe('3.1.0');
  const paths: Record<
    string,
    Record<string, { summary?: string; tags?: string[]; responses: object }>
  > = spec.paths;
  for (const promised of [
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/v1/me',
    '/api/v1/session',
    '/api/v1/projects',
    '/api/v1/projects/{id}/images',
    '/api/v1/projects/{id}/members',
    '/api/v1/projects/{id}/export',
    '/api/v1/images/{id}',
    '/api/v1/images/{id}/file',
    '/api/v1/images/{id}/thumbnail',
    '/api/v1/images/{id}/instances',
    '/api/v1/images/{id}/predict',
    '/api/v1/tokens',
    '/api/v1/tickets',
  ]) {
    expect(Object.keys(paths)).toContain(promised);
  }
  for (const call of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    expect(call.summary).toMatch(/\w{3}/);
    expect(call.tags).toHaveLength(1);
  }
  expect(spec.components.schemas.Problem.properties.code).toEqual({ type: 'string' });
  const docs = await app.inject({ url: '/api/docs' });
  expect(docs.statusCode).toBe(200);
  expect(docs.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
});
