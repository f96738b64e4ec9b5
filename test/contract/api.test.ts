import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import { everythingReplySchema } from '@maskroom/shared/protocol/everything';
import {
  imageSchema,
  instanceListSchema,
  meSchema,
  newMemberReplySchema,
  predictReplySchema,
  projectSchema,
  uploadReportSchema,
} from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type ApiClient, apiClient } from '../support/apiClient.ts';
import { annotationMask, rowMajor } from '../support/cocoDecoder.ts';
import { discPicture } from '../support/pictures.ts';
import { filesOf } from '../support/team.ts';
import { adminToken, startServer, type TestServer } from '../support/testServer.ts';

/** What programs outside this repository rely on, called as they call it. Extend; never rename or reshape. */
const disc = { width: 640, height: 420, cx: 300, cy: 210, radius: 110 };
let server: TestServer;
let api: ApiClient;
let projectId: string;
let imageId: string;

beforeAll(async () => {
  server = await startServer();
  api = apiClient(server.url, adminToken);
  const project = await api.send('POST', '/projects', projectSchema, {
    name: 'Contract',
    labels: [{ name: 'disc', color: '#ff8800' }, { name: 'other' }],
  });
  projectId = project.id;
  expect(project.labels.map(({ name }) => name)).toEqual(['disc', 'other']);
  expect(project.labels[0].color).toBe('#ff8800');
});
afterAll(() => server[Symbol.asyncDispose]());

test('the automation token is a user too', async () => {
  expect(await api.send('GET', '/me', meSchema)).toMatchObject({ isAdmin: true, name: 'Automation' });
});

test('an upload takes the good files, refuses the bad by name, and knows a picture that it has', async () => {
  const picture = await discPicture(disc);
  const files = {
    'a.jpg': picture,
    'b.jpg': picture,
    'empty.png': new Uint8Array(),
    'text.jpg': Buffer.from('no picture at all'),
  };
  const report = await api.send('POST', `/projects/${projectId}/images`, uploadReportSchema, filesOf(files));
  expect(report.images).toMatchObject([
    {
      fileName: 'a.jpg',
      width: disc.width,
      height: disc.height,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    { id: report.images[0].id, duplicateOf: report.images[0].id },
  ]);
  expect(report.rejected).toMatchObject([
    { fileName: 'empty.png', code: 'picture-empty', message: expect.any(String) },
    { fileName: 'text.jpg', code: 'picture-unsupported' },
  ]);
  imageId = report.images[0].id;
});

test('an image says its size, state and counts; its picture and thumbnail are served', async () => {
  const image = await api.send('GET', `/images/${imageId}`, imageSchema);
  expect(image).toMatchObject({
    width: disc.width,
    height: disc.height,
    state: 'new',
    counts: { instances: 0 },
  });
  const file = await api.call('GET', `/images/${imageId}/file`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const thumbnail = await api.call('GET', `/images/${imageId}/thumbnail`);
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(await api.send('GET', `/images/${imageId}/instances`, instanceListSchema)).toEqual({
    instances: [],
  });
});

test('predict gives rings, COCO RLE and float16 logits of the same mask, each with its score', async () => {
  const body = { points: [[disc.cx, disc.cy, 1]], multimask: true, output: ['polygon', 'rle', 'logits'] };
  const { candidates } = await api.send('POST', `/images/${imageId}/predict`, predictReplySchema, body);
  expect(candidates).toHaveLength(3);
  for (const { logits, polygon, rle, score } of candidates) {
    expect(score).toBeGreaterThan(0);
    const { width, height } = disc;
    expect(rle?.size).toEqual([height, width]);
    const decoded = rowMajor(
      annotationMask({ size: [height, width], counts: rle?.counts ?? '' }, height, width),
      height,
      width,
    );
    expect(decoded).toEqual(rasterizePolygon(polygon ?? [], width, height).data);
    const [rows, columns] = logits?.shape ?? [0, 0];
    expect(Buffer.from(logits?.data ?? '', 'base64')).toHaveLength(2 * rows * columns);
  }
  const box = [disc.cx - 115, disc.cy - 115, disc.cx + 115, disc.cy + 115];
  const boxed = await api.send('POST', `/images/${imageId}/predict`, predictReplySchema, { box });
  expect(boxed.candidates).toHaveLength(1);
});

test('automatic masks have the fields that segment-anything gives them', async () => {
  const { height, width } = disc;
  const { masks } = await api.send('POST', `/images/${imageId}/everything`, everythingReplySchema, {
    points_per_side: 3,
    pred_iou_thresh: 0.1,
    stability_score_thresh: 0,
  });
  expect(masks.length).toBeGreaterThan(0);
  expect(masks.map(({ predicted_iou }) => predicted_iou)).toEqual(
    masks.map(({ predicted_iou }) => predicted_iou).sort((a, b) => b - a),
  );
  for (const { area, bbox, crop_box, point_coords, segmentation } of masks) {
    expect(crop_box).toEqual([0, 0, width, height]);
    expect(point_coords).toHaveLength(1);
    const pixels = rowMajor(annotationMask(segmentation, height, width), height, width);
    const inside = [...pixels.keys()].filter((i) => pixels[i] === 1);
    const xs = inside.map((i) => i % width).sort((a, b) => a - b);
    const [left, right] = [xs[0], xs[xs.length - 1]];
    const [top, bottom] = [inside[0], inside[inside.length - 1]].map((i) => Math.floor(i / width));
    expect(area).toBe(inside.length);
    expect(bbox).toEqual([left, top, right - left + 1, bottom - top + 1]);
  }
  expect(await api.codeOf('POST', `/images/${imageId}/everything`, { points_per_side: 0 })).toBe(
    'bad-request',
  );
});

test('a member comes with an invite link, and a token acts for its user', async () => {
  const body = { email: 'ann@example.org', name: 'Ann', role: 'annotator' };
  const member = await api.send('POST', `/projects/${projectId}/members`, newMemberReplySchema, body);
  expect(member.inviteLink).toContain('/join?token=');
  const { token } = await api.send('POST', '/tokens', z.object({ token: z.string() }), {
    name: 'script',
    userId: member.id,
  });
  const ann = apiClient(server.url, token);
  expect(await ann.send('GET', '/me', meSchema)).toMatchObject({
    name: 'Ann',
    roles: { [projectId]: 'annotator' },
  });
  expect(await ann.codeOf('POST', `/projects/${projectId}/members`, body)).toBe('forbidden');
});

test('an export is a file with a name', async () => {
  const response = await api.call('GET', `/projects/${projectId}/export?format=coco`);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
  expect(Object.keys(JSON.parse(await response.text()))).toEqual([
    'info',
    'licenses',
    'images',
    'categories',
    'annotations',
  ]);
});

test('health, readiness, metrics and the description of the API need nobody', async () => {
  const get = (path: string) => fetch(`${server.url}${path}`);
  expect((await get('/healthz')).status).toBe(200);
  const ready: unknown = await (await get('/readyz')).json();
  expect(ready).toMatchObject({ status: 'ready', checks: { database: 'ok', disk: 'ok', model: 'ok' } });
  expect(await (await get('/metrics')).text()).toContain('maskroom_sockets');
  const { paths } = z
    .object({ paths: z.record(z.string(), z.unknown()) })
    .parse(await (await get('/api/openapi.json')).json());
  const promised = [
    '/me',
    '/projects',
    '/projects/{id}/images',
    '/images/{id}',
    '/images/{id}/file',
    '/images/{id}/thumbnail',
    '/images/{id}/instances',
    '/images/{id}/predict',
    '/images/{id}/everything',
    '/projects/{id}/members',
    '/tokens',
    '/tickets',
    '/projects/{id}/export',
  ];
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(promised.map((path) => `/api/v1${path}`)));
});
