import type { Point, Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import fc from 'fast-check';

/** A printed seed makes a failure repeatable: `MASKROOM_SEED=… npx vitest run …`. */
export const seed = Number(process.env.MASKROOM_SEED ?? 20_261_122);

/** Runs a property with the shared seed, which fast-check prints when it fails. */
export const checkProperty = <T>(
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => void,
  numRuns = 200,
): void => fc.assert(fc.property(arbitrary, holds), { seed, numRuns });

/** Coordinates in sixteenths of a pixel, some of them outside a picture of `side` pixels. */
const coordinate = (side: number) =>
  fc.integer({ min: -3 * 16, max: (side + 3) * 16 }).map((steps) => steps / 16);

export const arbitraryRing = (side: number, maxVertices = 12): fc.Arbitrary<PolygonRing> =>
  fc.array(fc.tuple(coordinate(side), coordinate(side)), { minLength: 3, maxLength: maxVertices });

/** Any rings at all: crossing themselves and each other, without area, holes outside. */
export const arbitraryPolygon = (side: number): fc.Arbitrary<Polygon> =>
  fc.array(fc.array(arbitraryRing(side), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

/** A star-shaped ring around a centre: simple, with area. */
export function starRing(centre: Point, radii: readonly number[], clockwise = true): PolygonRing {
  const ring = radii.map((radius, i): Point => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  return clockwise ? ring : ring.reverse();
}
