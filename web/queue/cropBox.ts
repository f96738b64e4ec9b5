import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box, Polygon } from '@maskroom/shared/geometry/polygon';

/** A part of a picture, in its pixels: what an SVG's view box takes. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The shape takes at most this share of the crop's side, so that one sees what it lies on. */
const SHARE = 0.6;
/** A shape of few pixels is not blown up beyond recognition. */
const LEAST_SIDE_PX = 160;

/**
 * The part of a picture to show around a shape: the shape in the middle with room around it, in the frame's
 * proportion (`aspect` = width / height) as far as the picture reaches, and never beyond the picture.
 */
export function cropAround(
  [xmin, ymin, xmax, ymax]: Box,
  picture: { width: number; height: number },
  aspect: number,
): Crop {
  const least = Math.max((xmax - xmin) / SHARE, ((ymax - ymin) / SHARE) * aspect, LEAST_SIDE_PX);
  const width = Math.min(picture.width, least);
  const height = Math.min(picture.height, least / aspect);
  const x = within((xmin + xmax - width) / 2, picture.width - width);
  const y = within((ymin + ymax - height) / 2, picture.height - height);
  return { x, y, width, height };
}

/** The box that holds both. */
export function boxWith(box: Box, polygon: Polygon | null): Box {
  if (!polygon) return box;
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  return [Math.min(box[0], xmin), Math.min(box[1], ymin), Math.max(box[2], xmax), Math.max(box[3], ymax)];
}

const within = (value: number, most: number): number => Math.min(Math.max(0, value), Math.max(0, most));

export const viewBoxOf = ({ x, y, width, height }: Crop): string => `${x} ${y} ${width} ${height}`;
