import { decodeGeometry, encodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { type MeasuredShape, measureShape } from '@maskroom/shared/mask/duplicate';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import { cleanPolygon } from './cleanPolygon.ts';
import type { Crop } from './cropBoxes.ts';

/** A mask that passed the filters. Px of the picture. */
export interface FoundMask extends MeasuredShape {
  /** In the order they were found. */
  readonly id: number;
  /** Accepting the mask puts these very bytes into a document. */
  readonly geometry: Geometry;
  readonly predictedIou: number;
  readonly stabilityScore: number;
  /** The part of the picture that was looked at. */
  readonly crop: Crop;
  /** The click that found it. */
  readonly point: Point;
}

/** The candidate, cleaned of regions below `leastRegion` px² where that is above 0; null when nothing is left. */
export function foundMask(
  { geometry, predictedIou, stabilityScore }: MaskCandidate,
  leastRegion: number,
  found: Pick<FoundMask, 'id' | 'crop' | 'point'>,
): FoundMask | null {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) return null;
  const cleaned = leastRegion > 0 ? cleanPolygon(polygon.value, leastRegion) : polygon.value;
  if (cleaned.length === 0) return null;
  return {
    ...found,
    ...measureShape(cleaned),
    geometry: cleaned === polygon.value ? geometry : encodeGeometry(cleaned),
    predictedIou,
    stabilityScore,
  };
}
