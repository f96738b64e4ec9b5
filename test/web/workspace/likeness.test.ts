import { polygonIou } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { createSimplifier } from '@maskroom/shared/geometry/simplify';
import { expect, test } from 'vitest';
import { createLikeness } from '../../../web/workspace/objects/likeness.ts';

test('offers the fewest vertices that agree with the shape, and the IoU of any other number', () => {
  const polygon: Polygon = [[ellipseRing([10, 10, 800, 500])]];
  const { withVertices } = createSimplifier(polygon);
  const answer = createLikeness();
  const offered = answer({ polygon });
  if (!('first' in offered)) throw new Error('the first answer says what is offered');
  expect(polygonIou(polygon, withVertices(offered.first))).toBeGreaterThanOrEqual(0.99);
  expect(polygonIou(polygon, withVertices(offered.first - 2))).toBeLessThan(0.99);
  for (const vertices of [4, 9, 30])
    expect(answer({ vertices })).toEqual({ vertices, iou: polygonIou(polygon, withVertices(vertices)) });
});
