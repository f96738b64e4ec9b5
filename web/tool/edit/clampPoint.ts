import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../canvas/viewport.ts';

/** The nearest point inside the picture, its border included. */
export const clampPoint = ([x, y]: Point, { width, height }: Size): Point => [
  Math.min(width, Math.max(0, x)),
  Math.min(height, Math.max(0, y)),
];

export const isInside = ([x, y]: Point, { width, height }: Size): boolean =>
  x >= 0 && y >= 0 && x <= width && y <= height;
