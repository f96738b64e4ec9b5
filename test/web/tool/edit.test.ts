import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Mask } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertVertex } from '../../../web/tool/edit/insertVertex.ts';
import { moveShapes } from '../../../web/tool/edit/moveShapes.ts';
import { moveVertices } from '../../../web/tool/edit/moveVertices.ts';
import { removeVertices } from '../../../web/tool/edit/removeVertices.ts';
import type { VertexRef } from '../../../web/tool/edit/replaceRing.ts';
import { rectangle } from './recordingContext.ts';

const image = { width: 10, height: 6 };
/** A frame with a hole, and a second part. */
const frame: Polygon = [
  [rectangle(0, 0, 5, 5), [...rectangle(1, 1, 4, 4)].reverse()],
  [rectangle(7, 1, 9, 3)],
];

const moveShape = (polygon: Polygon, dx: number, dy: number): Polygon =>
  moveShapes([polygon], dx, dy, image)[0];
const moveVertex = (polygon: Polygon, at: VertexRef, [x, y]: readonly [number, number]): Polygon => {
  const [fromX, fromY] = polygon[at.part][at.ring][at.vertex];
  return moveVertices(polygon, [at], x - fromX, y - fromY, image);
};
const removeVertex = (polygon: Polygon, at: VertexRef): Polygon | null => removeVertices(polygon, [at]);

const rows = ({ width, data }: Mask): string[] =>
  Array.from({ length: data.length / width }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].map((on) => (on ? '#' : '.')).join(''),
  );
const drawn = (polygon: Polygon): string[] => rows(rasterizePolygon(polygon, image.width, image.height));

test('a moved shape keeps its hole and its parts, and stops at the border undeformed', () => {
  const moved = ['..........', '.#####....', '.#...#..##', '.#...#..##', '.#...#....', '.#####....'];
  expect(drawn(moveShape(frame, 1, 1))).toEqual(moved);
  expect(drawn(moveShape(frame, 50, 50))).toEqual(moved);
  expect(moveShape(frame, -3, -3)).toEqual(frame);
});

test('a vertex moves alone, and only inside the picture', () => {
  const vertex = { part: 1, ring: 0, vertex: 2 };
  const edited = moveVertex(frame, vertex, [9, 5]);
  expect(drawn(edited)).toEqual([
    '#####.....',
    '#...#..##.',
    '#...#..##.',
    '#...#..##.',
    '#####...#.',
    '..........',
  ]);
  expect(edited[0]).toBe(frame[0]);
  expect(moveVertex(frame, vertex, [40, 40])[1][0][2]).toEqual([10, 6]);
});

test('a vertex on an edge changes nothing until it moves; moved, it changes only its ring', () => {
  const on = insertVertex(frame, { part: 0, ring: 1, vertex: 0 }, [2.5, 4], image);
  expect([on[0][1].length, drawn(on)]).toEqual([5, drawn(frame)]);
  const pulled = moveVertex(on, { part: 0, ring: 1, vertex: 1 }, [2.5, 2.5]);
  expect(drawn(pulled)).toEqual([
    '#####.....',
    '#...#..##.',
    '#...#..##.',
    '###.#.....',
    '#####.....',
    '..........',
  ]);
  expect(pulled[0][0]).toBe(frame[0][0]);
});

test('a removed vertex leaves at least three, in exteriors and holes alike', () => {
  const triangle = removeVertex(frame, { part: 0, ring: 1, vertex: 2 });
  expect(triangle?.[0][1]).toHaveLength(3);
  expect(triangle && removeVertex(triangle, { part: 0, ring: 1, vertex: 0 })).toBeNull();
});

test('whatever is edited, the bytes can be written and read, nothing leaves the picture and no ring is lost', () => {
  const step = fc.record({
    kind: fc.constantFrom('shape', 'vertex', 'insert', 'remove'),
    ref: fc.constantFrom(
      { part: 0, ring: 0, vertex: 0 },
      { part: 0, ring: 1, vertex: 1 },
      { part: 1, ring: 0, vertex: 2 },
    ),
    x: fc.double({ min: -20, max: 20, noNaN: true }),
    y: fc.double({ min: -20, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let polygon = frame;
      for (const { kind, ref, x, y } of steps) {
        if (kind === 'shape') polygon = moveShape(polygon, x, y);
        if (kind === 'vertex') polygon = moveVertex(polygon, ref, [x, y]);
        if (kind === 'insert') polygon = insertVertex(polygon, ref, [x, y], image);
        if (kind === 'remove') polygon = removeVertex(polygon, ref) ?? polygon;
      }
      expect(decodeGeometry(encodeGeometry(polygon)).ok).toBe(true);
      expect(polygon.map((part) => part.length)).toEqual([2, 1]);
      const slack = 1e-9;
      for (const [x, y] of polygon.flat(2)) {
        expect(x >= -slack && x <= image.width + slack && y >= -slack && y <= image.height + slack).toBe(
          true,
        );
      }
    }),
  );
});
