import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';
import { type OrderStep, reordered } from '../../../web/document/order.ts';
import type { DocumentShape } from '../../../web/document/shape.ts';

function shape(id: string, order: number, x: number): DocumentShape {
  const polygon: Polygon = [
    [
      [
        [x, 0],
        [x + 10, 0],
        [x + 10, 10],
      ],
    ],
  ];
  return {
    id,
    label: 'car',
    geometry: encodeGeometry(polygon),
    createdBy: 'ann',
    source: 'manual',
    predictedIou: null,
    stabilityScore: null,
    attributes: {},
    group: null,
    order,
    deleted: false,
    polygon,
    area: 50,
    vertices: 3,
  };
}

/** `far` lies elsewhere; the others over each other. */
const shapes = [shape('a', 1, 0), shape('far', 2, 500), shape('b', 3, 5), shape('c', 3, 2)];

function after(ids: readonly string[], step: OrderStep): string {
  const orders = reordered(shapes, new Set(ids), step);
  return shapes
    .map(({ id, order }) => ({ id, order: orders.get(id) ?? order }))
    .sort((x, y) => x.order - y.order || (x.id < y.id ? -1 : 1))
    .map(({ id }) => id)
    .join(' ');
}

test('forward goes above the next shape that lies over it, and whom an equal order leaves no room goes past both', () => {
  expect(after(['a'], 'forward')).toBe('far b c a');
  expect(after(['c'], 'backward')).toBe('a far c b');
  expect(after(['a'], 'front')).toBe('far b c a');
  expect(after(['c'], 'back')).toBe('c a far b');
});

test('several keep their order among each other; who is there already stays', () => {
  expect(after(['a', 'b'], 'front')).toBe('far c a b');
  expect(reordered(shapes, new Set(['c']), 'front').size).toBe(0);
  expect(reordered(shapes, new Set(['far']), 'forward').size).toBe(0);
  expect(reordered(shapes, new Set(['a', 'far', 'b', 'c']), 'front').size).toBe(0);
});
