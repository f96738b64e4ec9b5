import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';
import { clampPoint } from './clampPoint.ts';
import { replaceRing, type VertexRef } from './replaceRing.ts';

/** Vertices moved by image px, each inside the picture. */
export const moveVertices = (
  polygon: Polygon,
  vertices: readonly VertexRef[],
  dx: number,
  dy: number,
  image: Size,
): Polygon =>
  vertices.reduce(
    (moved, at) =>
      replaceRing(moved, at, (ring) => {
        const [x, y] = ring[at.vertex];
        return ring.with(at.vertex, clampPoint([x + dx, y + dy], image));
      }),
    polygon,
  );
