import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropAround } from '../../../web/queue/cropBox.ts';

test('a crop holds the shape and never leaves the picture', () => {
  const side = fc.integer({ min: 1, max: 9_000 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.tuple(...Array<fc.Arbitrary<number>>(4).fill(fc.double({ min: 0, max: 1, noNaN: true }))),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (width, height, [a, b, c, d], aspect) => {
        const box = [
          Math.min(a, b) * width,
          Math.min(c, d) * height,
          Math.max(a, b) * width,
          Math.max(c, d) * height,
        ] as const;
        const crop = cropAround(box, { width, height }, aspect);
        const slack = 1e-6 * (width + height);
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.width).toBeLessThanOrEqual(width + slack);
        expect(crop.y + crop.height).toBeLessThanOrEqual(height + slack);
        expect(crop.x).toBeLessThanOrEqual(box[0] + slack);
        expect(crop.y).toBeLessThanOrEqual(box[1] + slack);
        expect(crop.x + crop.width).toBeGreaterThanOrEqual(box[2] - slack);
        expect(crop.y + crop.height).toBeGreaterThanOrEqual(box[3] - slack);
      },
    ),
    { seed: 20_261_122 },
  );
});

test('a shape amid a large picture is in the middle of a crop of the frame’s proportion', () => {
  const crop = cropAround([1_000, 1_000, 1_200, 1_100], { width: 4_000, height: 3_000 }, 2);
  expect(crop.width / crop.height).toBeCloseTo(2);
  expect([crop.x + crop.width / 2, crop.y + crop.height / 2]).toEqual([1_100, 1_050]);
});

test('a shape of few pixels keeps its surroundings', () => {
  const crop = cropAround([500, 500, 504, 504], { width: 4_000, height: 3_000 }, 1);
  expect(crop.width).toBe(160);
});
