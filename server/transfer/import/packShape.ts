import { err, ok, type Result } from '@maskroom/shared/base/result';
import {
  encodeGeometry,
  type Geometry,
  MAX_GEOMETRY_BYTES,
  MAX_VERTICES,
} from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { countVertices, polygonBox } from '@maskroom/shared/geometry/measure';
import type { ProjectImage } from './importMessages.ts';
import type { ReadShape, SkipReason } from './readShape.ts';

/** As documents allow it: a stroke along the border is no fault. */
const OUTSIDE_TOLERANCE_PX = 1;

/** The shape as documents keep it, and the names it is known by. */
export function packShape(
  { asSaid, polygon }: ReadShape,
  { height, width }: Pick<ProjectImage, 'width' | 'height'>,
): Result<{ readonly geometry: Geometry; readonly hashes: readonly string[] }, SkipReason> {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const most = OUTSIDE_TOLERANCE_PX;
  if (xmin < -most || ymin < -most || xmax > width + most || ymax > height + most)
    return err({
      code: 'shape-outside',
      message: `The shape leaves the picture of ${width} × ${height} pixels.`,
    });
  if (countVertices(polygon) > MAX_VERTICES)
    return err({ code: 'shape-too-large', message: `The shape has more than ${MAX_VERTICES} vertices.` });
  const geometry = encodeGeometry(polygon);
  if (geometry.length > MAX_GEOMETRY_BYTES)
    return err({
      code: 'shape-too-large',
      message: `The shape takes more than ${MAX_GEOMETRY_BYTES} bytes.`,
    });
  return ok({
    geometry,
    hashes: [geometry, ...(asSaid ? [encodeGeometry(asSaid)] : [])].map(geometryHash),
  });
}
