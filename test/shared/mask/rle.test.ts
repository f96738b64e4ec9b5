import { maskRuns, maskToRle, runsToString, stringToRuns } from '@maskroom/shared/mask/rle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../support/arbitraryPolygon.ts';
import { maskFrom } from '../../support/asciiMask.ts';
import { rleDecode, rleFrString, rowMajor } from '../../support/cocoDecoder.ts';

const ring = maskFrom(`
  .....
  .###.
  .#.#.
  .###.
`);

test('the ring with a hole has the runs and the string of the reference algorithm', () => {
  expect(maskRuns(ring)).toEqual([5, 3, 1, 1, 1, 1, 1, 3, 4]);
  expect(maskToRle(ring)).toEqual({ size: [4, 5], counts: '531N00023' });
});

test('full and empty masks have the strings of the reference algorithm', () => {
  expect(maskRuns(maskFrom('##\n##'))).toEqual([0, 4]);
  expect(maskToRle(maskFrom('##\n##')).counts).toBe('04');
  expect(maskRuns(maskFrom('..\n..'))).toEqual([4]);
  expect(maskToRle(maskFrom('..\n..')).counts).toBe('4');
});

test('a rectangle of 800 × 650 in 1000 × 800 px takes 1601 runs and 1610 bytes', () => {
  const [width, height] = [1000, 800];
  const data = new Uint8Array(width * height);
  for (let y = 75; y < 725; y++) data.fill(1, y * width + 100, y * width + 900);
  const runs = maskRuns({ width, height, data });
  expect(runs).toHaveLength(1601);
  expect(runsToString(runs)).toHaveLength(1610);
});

test('any runs survive the string, and the reference decoder reads the same runs', () => {
  const runs = fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 40 });
  checkProperty(runs, (expected) => {
    const text = runsToString(expected);
    expect(stringToRuns(text)).toEqual({ ok: true, value: expected });
    expect(rleFrString(text)).toEqual(expected);
  });
});

test('any mask comes back from its RLE through the reference decoder', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .chain(([width, height]) =>
      fc
        .array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height })
        .map((data) => ({ width, height, data: Uint8Array.from(data) })),
    );
  checkProperty(masks, (mask) => {
    const { size, counts } = maskToRle(mask);
    expect(rowMajor(rleDecode(rleFrString(counts), size[0], size[1]), size[0], size[1])).toEqual(mask.data);
  });
});

test.each([
  ['characters outside the alphabet', '53\u00e9'],
  ['characters below the alphabet', '5/3'],
  ['a last group that promises another', '5P'],
  ['a negative run', 'N'],
  ['a group without end', 'o'.repeat(100)],
  ['a run beyond 2³¹', 'oooooo7'],
])('a string with %s is refused', (_, text) => {
  expect(stringToRuns(text).ok).toBe(false);
});

test('whatever the string, there is an answer and no run is negative', () => {
  const text = fc
    .array(fc.integer({ min: 40, max: 120 }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes));
  checkProperty(text, (counts) => {
    const runs = stringToRuns(counts);
    if (runs.ok) expect(runs.value.every((run) => Number.isSafeInteger(run) && run >= 0)).toBe(true);
  });
});
