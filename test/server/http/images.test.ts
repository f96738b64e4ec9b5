import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { imageSchema, instanceListSchema } from '@maskroom/shared/protocol/http';
import { queueSchema } from '@maskroom/shared/protocol/queue';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { storeInstance } from '../../support/storedInstance.ts';
import { wholeTile } from '../../support/wholeTile.ts';

const square: Polygon = [
  [
    [
      [4, 4],
      [12, 4],
      [12, 12],
      [4, 12],
    ],
    [
      [6, 6],
      [6, 8],
      [8, 8],
    ],
  ],
];

async function createImage() {
  const fixture = await createHttpFixture();
  const image = await fixture.addPicture();
  const label = (await fixture.call('POST', '/projects/p/labels', { body: { name: 'disc' } })).json();
  return { ...fixture, image, label };
}

test('the picture is served under our type, sandboxed, namelessly and for its reader only', async () => {
  const { call, image } = await createImage();
  const answer = await call('GET', `/images/${image.id}/file`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'content-disposition': 'inline; filename="picture.jpeg"',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
  });
  expect(answer.headers['cache-control']).toMatch(/^private/);
  expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width: 64, height: 48, format: 'jpeg' });
});

test('ranges are cut exactly, silly ones are refused, and what is known is not sent again', async () => {
  const { call, image } = await createImage();
  const path = `/images/${image.id}/file`;
  const whole = await call('GET', path);
  const part = await call('GET', path, { headers: { range: 'bytes=10-19' } });
  expect([part.statusCode, part.headers['content-range']]).toEqual([
    206,
    `bytes 10-19/${whole.rawPayload.length}`,
  ]);
  expect(part.rawPayload).toEqual(whole.rawPayload.subarray(10, 20));
  const outside = await call('GET', path, { headers: { range: 'bytes=999999999-' } });
  expect([outside.statusCode, outside.json().code]).toEqual([416, 'range-invalid']);
  for (const range of ['bytes=5-2', 'bytes=-0', 'bytes=x']) {
    expect((await call('GET', path, { headers: { range } })).statusCode).toBeOneOf([416, 200]);
  }
  const many = `bytes=${new Array(1_000).fill('0-').join(',')}`;
  expect((await call('GET', path, { headers: { range: many } })).rawPayload.length).toBeLessThanOrEqual(
    whole.rawPayload.length,
  );
  const again = await call('GET', path, { headers: { 'if-none-match': String(whole.headers.etag) } });
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
});

test('the thumbnail is a small WebP', async () => {
  const { call, image } = await createImage();
  const answer = await call('GET', `/images/${image.id}/thumbnail`);
  expect(answer.headers['content-type']).toBe('image/webp');
  expect((await sharp(answer.rawPayload).metadata()).format).toBe('webp');
});

test('tiles of a large picture keep for good, under our type; numbers that name none are refused', async () => {
  const { addPicture, call, images, member } = await createHttpFixture();
  const image = await addPicture('long.jpg', 9_000);
  const { tiles } = imageSchema.parse((await call('GET', `/images/${image.id}`)).json());
  expect(tiles).toEqual({ size: 512, levels: 6 });
  const early = await call('GET', `/images/${image.id}/tiles/0/0/0`);
  expect(early.statusCode).toBeOneOf([200, 202]);
  await wholeTile(images, image, { level: 0, column: 0, row: 0 });
  const { token } = await member('viewer');
  const tile = await call('GET', `/images/${image.id}/tiles/5/17/0`, { token });
  expect(tile.statusCode).toBe(200);
  expect(tile.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  expect(await sharp(tile.rawPayload).metadata()).toMatchObject({ width: 9_000 - 17 * 512, height: 48 });
  const known = { 'if-none-match': String(tile.headers.etag) };
  expect((await call('GET', `/images/${image.id}/tiles/5/17/0`, { headers: known })).statusCode).toBe(304);
  const codeOf = async (place: string) =>
    (await call('GET', `/images/${image.id}/tiles/${place}`)).json().code;
  expect(await Promise.all(['5/18/0', '5/0/1', '6/0/0', '99999/0/0'].map(codeOf))).toEqual(
    new Array(4).fill('not-found'),
  );
  expect(await Promise.all(['-1/0/0', '0/1.5/0', '0/0/x', '0/0x1/0', '0/0/999999'].map(codeOf))).toEqual(
    new Array(5).fill('bad-request'),
  );
  const small = await addPicture('small.jpg');
  const none = await call('GET', `/images/${small.id}/tiles/0/0/0`);
  expect(none.json().code).toBe('not-found');
});

test('an image tells its size, state and counts, and its instances as rings in pixels', async () => {
  const { actor, call, db, image, label } = await createImage();
  expect(imageSchema.parse((await call('GET', `/images/${image.id}`)).json())).toMatchObject({
    state: 'new',
    width: 64,
    height: 48,
  });
  await storeInstance(db, image.id, square, { id: 'one', label_id: label.id, created_by: actor.userId });
  const { instances } = instanceListSchema.parse((await call('GET', `/images/${image.id}/instances`)).json());
  expect(instances).toMatchObject([
    {
      id: 'one',
      imageId: image.id,
      label: 'disc',
      labelId: label.id,
      box: [4, 4, 12, 12],
      area: 62,
      predictedIou: 0.9,
      source: 'model',
      createdBy: 'automation',
      createdByName: 'Automation',
      decision: 'none',
      reason: null,
      geometryHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    },
  ]);
  expect(instances[0].polygon).toEqual([
    [
      [
        [4, 4],
        [12, 4],
        [12, 12],
        [4, 12],
      ],
      [
        [6, 6],
        [6, 8],
        [8, 8],
      ],
    ],
  ]);
  expect((await call('GET', `/images/${image.id}`)).json()).toMatchObject({
    state: 'in progress',
    counts: { instances: 1, undecided: 1 },
  });
});

test('the queue has what is undecided, least sure first, shapes by hand last', async () => {
  const { actor, call, db, image, label } = await createImage();
  const ious: Record<string, number | null> = { sure: 0.97, hand: null, unsure: 0.41, decided: 0.1 };
  for (const [id, predicted_iou] of Object.entries(ious)) {
    const decision = id === 'decided' ? ('accepted' as const) : ('none' as const);
    await storeInstance(db, image.id, square, {
      id,
      label_id: label.id,
      created_by: actor.userId,
      predicted_iou,
      decision,
    });
  }
  const queue = queueSchema.parse((await call('GET', '/projects/p/queue')).json());
  expect(queue.items.map(({ id }) => id)).toEqual(['unsure', 'sure', 'hand']);
  expect(queue).toMatchObject({
    total: 3,
    items: [{ fileName: 'disc.jpg', width: 64, height: 48, tiles: null }, {}, {}],
  });
  const short = queueSchema.parse((await call('GET', '/projects/p/queue?limit=1')).json());
  expect([short.items.length, short.total]).toEqual([1, 3]);
  const next = await call('GET', `/projects/p/queue?limit=2&after=${short.next}`);
  expect(queueSchema.parse(next.json())).toMatchObject({
    items: [{ id: 'sure' }, { id: 'hand' }],
    total: 3,
    next: null,
  });
  const others = queueSchema.parse((await call('GET', '/projects/p/queue?whose=others')).json());
  expect(others).toMatchObject({ items: [], total: 0, own: 3, next: null });
  for (const after of [`${short.next}&order=age`, 'nonsense', 'e30'])
    expect((await call('GET', `/projects/p/queue?after=${after}`)).json()).toMatchObject({
      code: 'bad-request',
    });
});

test('ids that are none, and paths that want out, lead nowhere', async () => {
  const { call } = await createImage();
  for (const id of ['nobody', '..%2f..%2fetc%2fpasswd', '%00', '__proto__', 'x'.repeat(150), '%2e%2e']) {
    for (const path of [`/images/${id}`, `/images/${id}/file`, `/images/${id}/thumbnail`]) {
      expect([path, (await call('GET', path)).json().code]).toEqual([path, 'not-found']);
    }
  }
});
