import { unitePolygons } from '@maskroom/shared/geometry/combine';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Steps } from './pieces.ts';

/** What is compared of an object. */
export interface LabelledShape {
  readonly id: string;
  /** A label's id. */
  readonly label: string;
  readonly geometry: Uint8Array;
}

/** With what is asked of it for every pair. */
export interface QualityShape extends LabelledShape {
  /** Rings that cross nothing, in image px: what an area can be told of. */
  readonly polygon: Polygon;
  /** px², holes taken away. */
  readonly area: number;
  readonly box: Box;
}

/** Geometry that cannot be read has no area, and so agrees with nothing but its own bytes. */
export function toQualityShape<T extends LabelledShape>(shape: T): T & QualityShape {
  const read = decodeGeometry(shape.geometry);
  const polygon = read.ok ? unitePolygons([read.value]) : [];
  return { ...shape, polygon, area: polygonArea(polygon), box: polygonBox(polygon) };
}

export function* toQualityShapes<T extends LabelledShape>(shapes: readonly T[]): Steps<(T & QualityShape)[]> {
  const all: (T & QualityShape)[] = [];
  for (const shape of shapes) {
    yield;
    all.push(toQualityShape(shape));
  }
  return all;
}
