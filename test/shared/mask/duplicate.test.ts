import { isDuplicate, measureShape, shapeIou } from '@maskroom/shared/mask/duplicate';
import { maskRuns } from '@maskroom/shared/mask/rle';
import { runsArea, runsBbox } from '@maskroom/shared/mask/runMeasure';
import { expect, test } from 'vitest';
import { maskFrom } from '../../support/asciiMask.ts';

const rectangle = (x: number, y: number, width: number, height: number) =>
  measureShape([
    [
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ],
    ],
  ]);

test.each([
  ['the same', rectangle(10, 10, 50, 20), rectangle(10, 10, 50, 20), 1],
  ['side by side', rectangle(0, 0, 10, 10), rectangle(10, 0, 10, 10), 0],
  ['apart', rectangle(0, 0, 10, 10), rectangle(50, 50, 10, 10), 0],
  ['half over', rectangle(0, 0, 20, 10), rectangle(10, 0, 20, 10), 1 / 3],
  ['a tenth of a pixel', rectangle(0, 0, 0.1, 0.1), rectangle(0, 0, 0.1, 0.09), 0.9],
  ['slivers', rectangle(0, 0, 60_000, 1), rectangle(3_000, 0, 57_000, 1), 0.95],
])('IoU of shapes %s', (_, a, b, expected) => {
  expect(Math.abs(shapeIou(a, b) - expected)).toBeLessThan(0.02);
  expect(isDuplicate(a, b)).toBe(expected >= 0.8);
});

test('area and bounds of runs are those of the mask', () => {
  const mask = maskFrom(`
    .....
    ..#..
    .##..
    .....`);
  expect([runsArea(maskRuns(mask)), runsBbox(maskRuns(mask), 4)]).toEqual([3, [1, 1, 2, 2]]);
  const full = maskFrom('##\n##');
  expect([runsArea(maskRuns(full)), runsBbox(maskRuns(full), 2)]).toEqual([4, [0, 0, 2, 2]]);
  const none = maskFrom('..\n..');
  expect([runsArea(maskRuns(none)), runsBbox(maskRuns(none), 2)]).toEqual([0, [0, 0, 0, 0]]);
});
