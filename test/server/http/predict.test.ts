import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import { isAmbiguous } from '@maskroom/shared/prompt/prompt';
import { expect, test } from 'vitest';
import { candidateJson } from '../../../server/http/candidateJson.ts';
import { starRing } from '../../support/arbitraryPolygon.ts';
import { annotationMask, rowMajor } from '../../support/cocoDecoder.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';

const polygon = [[starRing([32, 24], [20, 18, 21, 19, 20, 22]), starRing([32, 24], [5, 6, 5])]];
const candidate = {
  geometry: encodeGeometry(polygon),
  predictedIou: 0.8,
  stabilityScore: 0.9,
  area: 1_000,
  box: [12, 4, 52, 44],
} as const;
const logits = {
  width: 4,
  height: 4,
  content: { width: 4, height: 3 },
  data: Float32Array.from({ length: 16 }, (_, i) => i - 8.5),
};

test('a candidate comes as rings, as RLE at the image’s size and as float16 logits, each when asked for', () => {
  const json = candidateJson(candidate, ['polygon', 'rle', 'logits'], { width: 64, height: 48 }, logits);
  expect(json).toMatchObject({
    score: 0.8,
    predictedIou: 0.8,
    stabilityScore: 0.9,
    area: 1_000,
    box: [12, 4, 52, 44],
  });
  const rings = json.polygon ?? [];
  expect(rings[0]).toHaveLength(2);
  if (!json.rle) throw new Error('no RLE');
  expect(json.rle.size).toEqual([48, 64]);
  expect(rowMajor(annotationMask(json.rle, 48, 64), 48, 64)).toEqual(rasterizePolygon(rings, 64, 48).data);
  const bytes = Buffer.from(json.logits?.data ?? '', 'base64');
  expect(json.logits).toMatchObject({ dtype: 'float16', shape: [4, 4], content: [3, 4] });
  expect(bytes.length).toBe(32);
  expect(bytes.readUInt16LE(0)).toBe(0xc840);

  const plain = candidateJson(candidate, ['polygon'], { width: 64, height: 48 }, logits);
  expect(Object.keys(plain)).not.toContain('rle');
  expect(Object.keys(plain)).not.toContain('logits');
});

test('one lone positive click may mean many things, everything else one', () => {
  expect(isAmbiguous({ points: [[1, 2, 1]] })).toBe(true);
  expect(isAmbiguous({ points: [[1, 2, 0]] })).toBe(false);
  expect(isAmbiguous({ points: [[1, 2, 1]], box: [0, 0, 9, 9] })).toBe(false);
  const two = [
    [1, 2, 1],
    [3, 4, 0],
  ] as const;
  expect(isAmbiguous({ points: two })).toBe(false);
});

test.each([
  ['nothing to go by', {}, 'prompt-invalid'],
  ['a label that is neither 0 nor 1', { points: [[1, 1, 2]] }, 'prompt-invalid'],
  ['a box turned inside out', { box: [10, 10, 5, 20] }, 'prompt-invalid'],
  ['a point outside of the picture', { points: [[64.5, 1, 1]] }, 'prompt-outside'],
  ['a box outside of the picture', { box: [1, 1, 20, 49] }, 'prompt-outside'],
  ['a hundred points', { points: new Array(100).fill([1, 1, 1]) }, 'bad-request'],
  ['a point that is no number', { points: [['1', 1, 1]] }, 'bad-request'],
  ['a server whose model is away', { points: [[1, 1, 1]] }, 'unavailable'],
])('%s is refused as what it is', async (_, body, code) => {
  const { addPicture, call } = await createHttpFixture();
  const { id } = await addPicture();
  expect((await call('POST', `/images/${id}/predict`, { body })).json().code).toBe(code);
});
