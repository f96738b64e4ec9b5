import { isRegionOf } from '@maskroom/server/inference/imageFrame.ts';
import { holdsBox, snapRegion } from '@maskroom/server/session/snapRegion.ts';
import type { Box } from '@maskroom/shared/geometry/polygon';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const length = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 65_535 }));
const scene = fc
  .record({
    width: length,
    height: length,
    parts: fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ width, height, parts: [x0, y0, w, h, px, py] }) => {
    // Views reach beyond the picture on all sides; clicks lie on it.
    const left = (1.5 * x0 - 0.25) * width;
    const top = (1.5 * y0 - 0.25) * height;
    const view: Box = [left, top, left + w ** 3 * width, top + h ** 3 * height];
    const click: Box = [px * width, py * height, px * width, py * height];
    return { image: { width, height }, view, click };
  });
const onPicture = ([x0, y0, x1, y1]: Box, { width, height }: { width: number; height: number }): Box => [
  Math.min(width, Math.max(0, x0)),
  Math.min(height, Math.max(0, y0)),
  Math.min(width, Math.max(0, x1)),
  Math.min(height, Math.max(0, y1)),
];

test('P18, P22: whatever is looked at, the region lies in the picture, in whole pixels, and holds view and clicks', () => {
  fc.assert(
    fc.property(scene, ({ image, view, click }) => {
      const region = snapRegion(view, [click], image);
      if (region === null) return;
      expect(isRegionOf(region, image)).toBe(true);
      expect(holdsBox(region, onPicture(view, image))).toBe(true);
      expect(holdsBox(region, click)).toBe(true);
      expect(Math.max(region[2] - region[0], region[3] - region[1])).toBeLessThanOrEqual(
        0.75 * Math.max(image.width, image.height),
      );
    }),
    { numRuns: 3_000 },
  );
});

test('P18: a little panning and zooming meets the same few regions', () => {
  const image = { width: 8_000, height: 6_000 };
  const regions = new Set<string>();
  for (let dx = 0; dx < 60; dx += 5) {
    for (let dy = 0; dy < 60; dy += 5) {
      for (const zoom of [1, 0.98, 0.96])
        regions.add(
          String(
            snapRegion([3_000 + dx, 2_000 + dy, 3_000 + dx + 800 * zoom, 2_000 + dy + 500 * zoom], [], image),
          ),
        );
    }
  }
  expect(regions.size).toBeLessThanOrEqual(4);
});

test.each<[name: string, view: Box, region: Box | null]>([
  ['a tiny view grows to the least size', [500.2, 400.1, 500.3, 400.2], [472, 368, 536, 432]],
  ['a view beyond the border is cut there', [-1e308, 100, 50, 140], [0, 88, 64, 152]],
  ['an enormous view is the whole picture', [-1e308, -1e308, 1e308, 1e308], null],
  ['a view of most of the picture is the whole picture', [100, 100, 800, 700], null],
  ['in the last corner it ends with the picture', [990, 790, 1000, 800], [936, 736, 1000, 800]],
])('P18, P22: %s', (_, view, region) => {
  expect(snapRegion(view, [], { width: 1_000, height: 800 })).toEqual(region);
});

test('P18: the smallest pictures are looked at whole', () => {
  for (const image of [
    { width: 1, height: 1 },
    { width: 80, height: 3 },
  ])
    expect(snapRegion([0, 0, 1, 1], [], image)).toBeNull();
  expect(snapRegion([500, 0, 540, 31], [], { width: 4_096, height: 31 })).toEqual([488, 0, 552, 31]);
});
