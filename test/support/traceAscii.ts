import type { LowResFrame } from '@maskroom/server/inference/family/modelFamily.ts';
import { type TraceOptions, tracePolygon } from '@maskroom/server/inference/trace/tracePolygon.ts';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Mask } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';

/** Image px per sample of the masks traced here. */
export const SAMPLE_PX = 8;

export const wholeFrame = ({ width, height }: { width: number; height: number }): LowResFrame => ({
  width,
  height,
  content: { width, height },
});

/** A mask as logits of ±1, traced to an image eight times its size, every speck and every vertex kept. */
export function traceMask(mask: Mask, options: TraceOptions = { tolerancePx: 0, speckArea: 0 }): Polygon {
  const logits = Float32Array.from(mask.data, (pixel) => (pixel ? 1 : -1));
  const image = { width: mask.width * SAMPLE_PX, height: mask.height * SAMPLE_PX };
  const traced = tracePolygon(logits, wholeFrame(mask), image, options);
  if (!traced) return [];
  const polygon = decodeGeometry(traced.geometry);
  if (!polygon.ok) throw new Error(polygon.error);
  return polygon.value;
}

/** The samples whose centres the polygon covers. */
export const maskOf = (polygon: Polygon, { width, height }: Mask): Mask =>
  rasterizePolygon(
    polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x / SAMPLE_PX, y / SAMPLE_PX] as const))),
    width,
    height,
  );
