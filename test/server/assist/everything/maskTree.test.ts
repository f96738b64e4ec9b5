import { maskTree, PART_SHARE } from '@maskroom/server/assist/everything/maskTree.ts';
import { type MaskWindow, polygonWindow, sharedArea } from '@maskroom/shared/mask/maskWindow';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const seed = 20_261_122;
const rectangle = (x: number, y: number, width: number, height: number): MaskWindow =>
  polygonWindow(
    [
      [
        [
          [x, y],
          [x + width, y],
          [x + width, y + height],
          [x, y + height],
        ],
      ],
    ],
    1,
    1,
  );
const masksOf = (...windows: MaskWindow[]) => windows.map((window, id) => ({ id, window }));

test('a sheep, its head, its eye and another sheep', () => {
  const places = maskTree(
    masksOf(
      rectangle(12, 12, 2, 2),
      rectangle(0, 0, 40, 20),
      rectangle(10, 10, 8, 8),
      rectangle(60, 0, 30, 20),
    ),
  );
  expect(places).toEqual([
    { id: 0, parentId: 2, level: 2 },
    { id: 1, parentId: null, level: 0 },
    { id: 2, parentId: 1, level: 1 },
    { id: 3, parentId: null, level: 0 },
  ]);
});

test('what sticks out a little is a part, what sticks out by half is not', () => {
  const [whole, little, half] = [rectangle(0, 0, 20, 20), rectangle(12, 0, 10, 10), rectangle(15, 0, 10, 10)];
  expect(maskTree(masksOf(whole, little)).map(({ parentId }) => parentId)).toEqual([null, 0]);
  expect(maskTree(masksOf(whole, half)).map(({ parentId }) => parentId)).toEqual([null, null]);
});

const windows = fc.array(
  fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
    )
    .map((box) => rectangle(...box)),
  { maxLength: 25 },
);

test('every mask has one place; parts lie in smaller number of pixels within their whole; siblings do not', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const masks = masksOf(...all);
      const places = maskTree(masks);
      expect(places.map(({ id }) => id)).toEqual(masks.map(({ id }) => id));
      for (const { id, level, parentId } of places) {
        if (parentId === null) expect(level).toBe(0);
        else {
          expect(level).toBe(places[parentId].level + 1);
          expect(all[parentId].area).toBeGreaterThanOrEqual(all[id].area);
          expect(sharedArea(all[id], all[parentId])).toBeGreaterThanOrEqual(PART_SHARE * all[id].area);
        }
        for (const other of places.filter((other) => other.parentId === parentId && other.id !== id)) {
          const both = sharedArea(all[id], all[other.id]);
          expect(both / (all[id].area + all[other.id].area - both)).toBeLessThan(0.5);
        }
      }
    }),
    { seed, verbose: true },
  );
});

test('the order in which masks come changes nothing', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const masks = masksOf(...all);
      const byId = (places: ReturnType<typeof maskTree>) => [...places].sort((a, b) => a.id - b.id);
      expect(byId(maskTree([...masks].reverse()))).toEqual(maskTree(masks));
    }),
    { seed, verbose: true },
  );
});
