import { expect, test } from 'vitest';
import { exportCoco } from '../../../server/transfer/exportCoco.ts';
import type { ExportSource } from '../../../server/transfer/exportSource.ts';
import { starRing } from '../../support/arbitraryPolygon.ts';
import { exported, instance, log, ring, size, sourceOf, withHole } from '../../support/cocoSource.ts';

test('images, categories and annotations have whole-number ids from 1 that fit together', async () => {
  const file = await exported(
    instance([[ring([20, 20, 20, 20])]]),
    instance(withHole, { id: 'i2', predictedIou: null, source: 'manual' }),
  );
  expect(file.images).toEqual([
    { id: 1, width: 10, height: 20, file_name: 'first.jpg', date_captured: '1970-01-01T00:00:00.000Z' },
    {
      id: 2,
      ...size,
      file_name: 'zweites Bild ü.png',
      date_captured: '1970-01-01T00:00:01.000Z',
      tags: ['night'],
    },
  ]);
  expect(file.categories).toEqual([
    { id: 1, name: 'dog', supercategory: '' },
    { id: 2, name: 'cat', supercategory: '' },
  ]);
  expect(
    file.annotations.map(({ id, image_id, category_id, iscrowd }) => [id, image_id, category_id, iscrowd]),
  ).toEqual([
    [1, 2, 2, 0],
    [2, 2, 2, 0],
  ]);
  expect(file.info).toMatchObject({ year: 2026, description: expect.stringContaining('Cats "and" dogs') });
});

test('an annotation says how sure the model was, who made it and what was decided', async () => {
  const [scored, byHand] = (
    await exported(
      instance(withHole, { decision: 'rejected', reason: 'too wide' }),
      instance(withHole, { predictedIou: null, source: 'manual', decision: 'none' }),
    )
  ).annotations;
  expect(scored.score).toBe(0.93);
  expect(scored.attributes).toEqual({
    instance_id: 'i1',
    decision: 'rejected',
    reason: 'too wide',
    source: 'model',
    created_by: 'Ada',
  });
  expect(byHand).not.toHaveProperty('score');
});

test('answers go by the attribute’s name; what the label asks no more and what is ours already stay out', async () => {
  const answers = { a1: 'long', a2: 12, a3: 'the street', gone: true };
  const [annotation] = (await exported(instance(withHole, { attributes: answers, group: 'g1' }))).annotations;
  expect(annotation.attributes).toMatchObject({ Fur: 'long', source: 'model', group: 'g1' });
  expect(annotation.attributes).not.toHaveProperty('Lives');
  expect(annotation.attributes).not.toHaveProperty('gone');
});

test('an instance whose label, image or bytes are gone is left out, and the file stays whole', async () => {
  const file = await exported(
    instance(withHole, { labelId: 'gone' }),
    instance(withHole, { imageId: 'gone' }),
    instance(withHole, { geometry: Uint8Array.of(9, 9) }),
    instance(withHole, { id: 'left' }),
  );
  expect(file.annotations.map(({ id, attributes }) => [id, attributes.instance_id])).toEqual([[1, 'left']]);
});

test('nothing at all is a valid file too', async () => {
  const file = await exported();
  expect(file.annotations).toEqual([]);
});

test('ten thousand instances with holes on large pictures are written in seconds, piece by piece', async () => {
  const big = { width: 4_000, height: 3_000 };
  const shape = instance(
    [[starRing([2_000, 1_500], new Array(60).fill(180)), starRing([2_000, 1_500], new Array(20).fill(60))]],
    { imageId: 'big' },
  );
  const source: ExportSource = {
    ...sourceOf([]),
    images: [{ id: 'big', fileName: 'big.jpg', ...big, createdAt: 0, tags: [] }],
    instances: (async function* () {
      for (let page = 0; page < 50; page++) yield new Array(200).fill(shape);
    })(),
  };
  let [pieces, longest] = [0, 0];
  for await (const piece of exportCoco(source, log)) {
    pieces++;
    longest = Math.max(longest, piece.length);
  }
  expect(pieces).toBeGreaterThan(50);
  expect(longest).toBeLessThan(256 * 1024);
});
