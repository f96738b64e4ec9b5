import { changeAtClicks } from '@maskroom/server/inference/trace/changeAtClicks.ts';
import { expect, test } from 'vitest';
import { gridOf, maskFrom } from '../../../support/asciiMask.ts';

const logitsOf = (grid: string): Float32Array =>
  Float32Array.from(maskFrom(grid).data, (inside) => (inside ? 5 : -5));

function change(
  before: string,
  answer: string,
  clicks: readonly (readonly [number, number, 0 | 1])[],
): string {
  const { height, width } = maskFrom(before);
  const frame = { width, height, content: { width, height } };
  const logits = changeAtClicks(logitsOf(before), logitsOf(answer), frame, clicks);
  return gridOf({ width, height, data: Uint8Array.from(logits, (value) => (value > 0 ? 1 : 0)) });
}

const before = `
  .........
  .###.....
  .###.....
  .###...#.
  .........`;
/** Goes wrong at the left and on the island, and knows what is missing at the right. */
const answer = `
  .........
  ...####..
  ...####..
  .#.####..
  .........`;

test('P25: a click that adds brings the piece it lies in, and nothing is lost elsewhere', () => {
  expect(change(before, answer, [[5.5, 2.5, 1]])).toBe(
    gridOf(
      maskFrom(`
    .........
    .######..
    .######..
    .#######.
    .........`),
    ),
  );
});

test('P25: a click that takes away takes its piece only', () => {
  expect(change(before, answer, [[7.5, 3.5, 0]])).toBe(
    gridOf(
      maskFrom(`
    .........
    .###.....
    .###.....
    .###.....
    .........`),
    ),
  );
});

test('P25: a click far from any change of its kind changes nothing', () => {
  const far = `${'.'.repeat(20)}\n${'.'.repeat(18)}##\n${'.'.repeat(20)}`;
  const none = `${'.'.repeat(20)}\n${'.'.repeat(20)}\n${'.'.repeat(20)}`;
  expect(change(none, far, [[2.5, 1.5, 1]])).toBe(gridOf(maskFrom(none)));
  expect(change(none, far, [[15.5, 1.5, 1]])).toBe(gridOf(maskFrom(far)));
});
