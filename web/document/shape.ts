import type { Instance } from '@maskroom/shared/annotation/instance';
import { type InstanceMap, readInstance } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices, polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';

/** An instance with its geometry unpacked; made anew only when the instance changes. */
export interface DocumentShape extends Instance {
  readonly polygon: Polygon;
  /** px², holes taken away. */
  readonly area: number;
  readonly vertices: number;
}

/**
 * The shape of an instance, null if it is deleted or not whole. Geometry is unpacked only when its bytes are
 * others than `before` had.
 */
export function readShape(
  id: string,
  map: InstanceMap,
  before: DocumentShape | undefined,
): DocumentShape | null {
  const read = readInstance(id, map);
  if (!read.ok || read.value.deleted) return null;
  const instance = read.value;
  if (before && before.geometry === instance.geometry) {
    return { ...instance, polygon: before.polygon, area: before.area, vertices: before.vertices };
  }
  const polygon = decodeGeometry(instance.geometry);
  if (!polygon.ok) return null;
  return {
    ...instance,
    polygon: polygon.value,
    area: polygonArea(polygon.value),
    vertices: countVertices(polygon.value),
  };
}
