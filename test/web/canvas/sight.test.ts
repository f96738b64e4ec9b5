import { expect, test } from 'vitest';
import { lookAt, sightOf } from '../../../web/canvas/sight.ts';

const [stage, image] = [
  { width: 800, height: 600 },
  { width: 4_000, height: 2_000 },
];

test('what is in sight ends where the picture does', () => {
  expect(sightOf({ scale: 1, x: -1_000, y: -500 }, stage, image)).toEqual({
    left: 0.25,
    top: 0.25,
    width: expect.closeTo(0.2),
    height: expect.closeTo(0.3),
  });
  expect(sightOf({ scale: 1, x: 400, y: -1_700 }, stage, image)).toEqual({
    left: 0,
    top: 0.85,
    width: expect.closeTo(0.1),
    height: expect.closeTo(0.15),
  });
  expect(sightOf({ scale: 0.1, x: 200, y: 200 }, stage, image)).toEqual({
    left: 0,
    top: 0,
    width: 1,
    height: 1,
  });
});

test('the place that is looked at is in the middle, and none lies outside', () => {
  const viewport = { scale: 2, x: 0, y: 0 };
  const there = lookAt([0.5, 0.25], viewport, stage, image);
  const { height, left, top, width } = sightOf(there, stage, image);
  expect([left + width / 2, top + height / 2]).toEqual([expect.closeTo(0.5), expect.closeTo(0.25)]);
  expect(lookAt([2, -1], viewport, stage, image)).toEqual(lookAt([1, 0], viewport, stage, image));
});
