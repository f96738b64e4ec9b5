import { distanceToOutline } from '@maskroom/shared/geometry/edge';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';
import { thinRing } from '../../../web/canvas/coarsePath.ts';

const circle = (vertices: number, radius: number): Point[] =>
  Array.from({ length: vertices }, (_, i) => {
    const angle = (i / vertices) * 2 * Math.PI;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  });

test('far out, a ring has fewer vertices and strays less than the step', () => {
  const ring = circle(2_000, 100);
  const thinned = thinRing(ring, 4);
  expect(thinned.length).toBeLessThan(200);
  for (const point of ring) expect(distanceToOutline([[thinned]], point)).toBeLessThan(4);
});

test('a ring that would become too little, or nothing less, stays itself', () => {
  const ring = circle(12, 1);
  expect(thinRing(ring, 50)).toBe(ring);
  expect(thinRing(ring, 0.01)).toBe(ring);
});
