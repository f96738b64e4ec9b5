import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import type { LowResFrame } from '../family/modelFamily.ts';
import type { Size } from '../imageFrame.ts';

/** Logit of a pixel that lies wholly inside; -6 outside. About what the decoder itself is sure with. */
const SURE = 6;
/** Sub-samples along each axis: nine levels on each edge pixel instead of a staircase. */
const SUBSAMPLES = 3;

/** A shape as the logits of the low-res frame: ±6, in between by how much of the pixel the shape covers. */
export function maskInputOf(polygon: Polygon, image: Size, lowRes: LowResFrame): Float32Array {
  const [scaleX, scaleY] = [lowRes.content.width / image.width, lowRes.content.height / image.height];
  const fine = rasterizePolygon(
    polygon.map((part) =>
      part.map((ring) => ring.map(([x, y]) => [x * scaleX * SUBSAMPLES, y * scaleY * SUBSAMPLES] as const)),
    ),
    lowRes.width * SUBSAMPLES,
    lowRes.height * SUBSAMPLES,
  );
  const logits = new Float32Array(lowRes.width * lowRes.height).fill(-SURE);
  const step = (2 * SURE) / SUBSAMPLES ** 2;
  for (let y = 0; y < fine.height; y++) {
    const row = Math.floor(y / SUBSAMPLES) * lowRes.width;
    for (let x = 0; x < fine.width; x++) {
      if (fine.data[y * fine.width + x]) logits[row + Math.floor(x / SUBSAMPLES)] += step;
    }
  }
  return logits;
}
