import { compareShapes as comparing, scoresOf } from '@maskroom/server/quality/agreement.ts';
import { boundaryF1 } from '@maskroom/server/quality/boundary.ts';
import { shapeIou } from '@maskroom/server/quality/iou.ts';
import { matchShapes as matching } from '@maskroom/server/quality/match.ts';
import { inPieces } from '@maskroom/server/quality/pieces.ts';
import { type QualityShape, toQualityShape } from '@maskroom/server/quality/shape.ts';
import { boxPolygon } from '@maskroom/shared/geometry/combine';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../support/arbitraryPolygon.ts';
import { atOnce } from '../../support/atOnce.ts';
import { shapesFrom } from '../../support/shapesFromGrid.ts';

const box = (id: string, ...bounds: Box) =>
  toQualityShape({ id, label: 'cat', geometry: encodeGeometry(boxPolygon(bounds)) });

const matchShapes = (as: readonly QualityShape[], bs: readonly QualityShape[]) => atOnce(matching(as, bs));
const compareShapes = (as: readonly QualityShape[], bs: readonly QualityShape[]) => atOnce(comparing(as, bs));

const pairsOf = (as: readonly QualityShape[], bs: readonly QualityShape[]) =>
  matchShapes(as, bs).matched.map(({ a, b, iou }) => [a.id, b.id, Math.round(iou * 100) / 100]);

test('Q1: IoU is of areas, with holes open, and shapes of equal bytes have 1 whatever they are', () => {
  const [ring] = shapesFrom(`
    aaaa
    a..a
    a..a
    aaaa`);
  const [full] = shapesFrom('bbbb\nbbbb\nbbbb\nbbbb');
  expect(shapeIou(ring, full)).toBeCloseTo(12 / 16);
  const broken = toQualityShape({ id: 'x', label: 'cat', geometry: Uint8Array.of(9) });
  expect([shapeIou(broken, broken), shapeIou(broken, full)]).toEqual([1, 0]);
});

test('Q2: shapes meet so that the sum of IoU is greatest, not the best pair first', () => {
  // a and c is the best pair of all; taking it leaves b and d with nothing.
  const [a, b] = [box('a', 0, 0, 100, 10), box('b', 30, 0, 130, 10)];
  const [c, d] = [box('c', 12, 0, 112, 10), box('d', -28, 0, 72, 10)];
  expect(pairsOf([a, b], [c, d])).toEqual([
    ['a', 'd', 0.56],
    ['b', 'c', 0.69],
  ]);
  expect(shapeIou(a, c)).toBeGreaterThan(0.78);
});

test('Q2: an object drawn twice, as two labels, meets the one of its own label', () => {
  const [grid, twice] = ['aa\naa', 'bb\nbb'];
  const cats = [...shapesFrom(grid), ...shapesFrom(twice, { b: 'dog' })];
  const dogs = [...shapesFrom('cc\ncc', { c: 'dog' }), ...shapesFrom('dd\ndd')];
  expect(pairsOf(cats, dogs)).toEqual([
    ['a', 'd', 1],
    ['b', 'c', 1],
  ]);
});

test('Q3, Q4, Q5: who misses what, who adds what, how good the rest is, and which labels meant the same', () => {
  const first = shapesFrom(`
    aaaa..bb..
    aaaa..bb..
    ......cc..`);
  const second = shapesFrom(
    `
    aaa...dd.e
    aaa...dd.e
    .........e`,
    { d: 'dog' },
  );
  const { all, byLabel, confusion } = compareShapes(first, second);
  expect(all).toMatchObject({ matched: 2, onlyA: 1, onlyB: 1, iou: 1.75 });
  expect(scoresOf(all)).toMatchObject({ f1: 4 / 6, meanIou: 0.875 });
  expect(byLabel.get('cat')).toMatchObject({ matched: 1, onlyA: 2, onlyB: 1, iou: 0.75 });
  expect(byLabel.get('dog')).toMatchObject({ matched: 0, onlyA: 0, onlyB: 1 });
  expect(confusion).toEqual(
    new Map([
      [
        'cat',
        new Map([
          ['cat', 1],
          ['dog', 1],
        ]),
      ],
    ]),
  );
  expect(scoresOf(compareShapes([], []).all)).toEqual({ f1: null, meanIou: null, boundaryF1: null });
});

test('Q6: an outline within the tolerance is perfect, one beyond it nothing, one half along it a half', () => {
  const square = box('a', 0, 0, 100, 100);
  expect(boundaryF1(square, box('b', 0, 0, 101, 101), 2)).toBe(1);
  expect(boundaryF1(square, box('b', -10, -10, 110, 110), 2)).toBe(0);
  // Three sides of one (0, 0, 100, 100) lie on the other but for their ends.
  expect(boundaryF1(square, box('b', 0, 0, 100, 50), 0.5)).toBeCloseTo(
    (2 * (200 / 400) * (200 / 300)) / (200 / 400 + 200 / 300),
    1,
  );
  // 2 % of the diagonal of both: 2.9 px here.
  expect(boundaryF1(square, box('b', 2, 2, 102, 102))).toBe(1);
  expect(boundaryF1(square, box('b', 6, 6, 106, 106))).toBeLessThan(0.1);
});

const side = fc.integer({ min: 0, max: 12 });
const shape = fc
  .record({
    x: side,
    y: side,
    w: fc.integer({ min: 2, max: 9 }),
    h: fc.integer({ min: 2, max: 9 }),
    is: fc.boolean(),
  })
  .map(({ h, is, w, x, y }) => ({ label: is ? 'cat' : 'dog', box: [x, y, x + w, y + h] as const }));
const layer = (name: string) =>
  fc
    .array(shape, { maxLength: 6 })
    .map((shapes) =>
      shapes.map(({ box: bounds, label }, i) => ({ ...box(`${name}${i}`, ...bounds), label })),
    );

const flat = ({ all, byLabel, confusion }: ReturnType<typeof compareShapes>) => ({
  all: Object.values(all).map((sum) => Math.round(sum * 1e6) / 1e6),
  labels: [...byLabel].map(([label, { matched }]) => [label, matched]).sort(),
  confusion: [...confusion].flatMap(([a, row]) => [...row].map(([b, n]) => `${a} ${b} ${n}`)).sort(),
});

test('Q3: identity is perfect, both sides say the same, and the order of shapes changes nothing', () => {
  checkProperty(fc.tuple(layer('a'), layer('b')), ([as, bs]) => {
    const own = scoresOf(compareShapes(as, as).all);
    if (as.length > 0) expect(own).toEqual({ f1: 1, meanIou: 1, boundaryF1: 1 });
    const { all } = compareShapes(as, bs);
    const turned = compareShapes(bs, as).all;
    expect([turned.matched, turned.onlyA, turned.onlyB]).toEqual([all.matched, all.onlyB, all.onlyA]);
    expect(turned.iou).toBeCloseTo(all.iou, 6);
    const mixed = compareShapes([...as].reverse(), [...bs].reverse());
    expect(flat(mixed).all.slice(0, 4)).toEqual(flat(compareShapes(as, bs)).all.slice(0, 4));
  });
});

/** The greatest sum of IoU over every way to pair two short lists. */
function bestSum(as: readonly QualityShape[], bs: readonly QualityShape[]): number {
  const [first, ...rest] = as;
  if (first === undefined) return 0;
  return Math.max(
    bestSum(rest, bs),
    ...bs.map((b) => {
      const iou = shapeIou(first, b);
      return iou < 0.5
        ? 0
        : iou +
            bestSum(
              rest,
              bs.filter((other) => other !== b),
            );
    }),
  );
}

test('Q2: no other pairing has a greater sum', () => {
  checkProperty(
    fc.tuple(layer('a'), layer('b')),
    ([as, bs]) => {
      const sum = matchShapes(as, bs).matched.reduce((total, { iou }) => total + iou, 0);
      expect(sum).toBeCloseTo(bestSum(as, bs), 4);
    },
    100,
  );
});

test('others have a turn before each pair is intersected and before each outline is compared', async () => {
  const as = Array.from({ length: 12 }, (_, i) => box(`a${i}`, i * 20, 0, i * 20 + 10, 10));
  const bs = as.map(({ box: [x] }, i) => box(`b${i}`, x, 0, x + 9, 10));
  let [turns, handle] = [0, setImmediate(() => {})];
  const count = (): void => {
    turns++;
    handle = setImmediate(count);
  };
  count();
  const { all } = await inPieces(comparing(as, bs), 0);
  clearImmediate(handle);
  expect(all).toMatchObject({ matched: 12, onlyA: 0, onlyB: 0 });
  expect(turns).toBeGreaterThanOrEqual(12 * 12 + 12);
});
