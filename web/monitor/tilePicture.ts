import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import {
  type MonitoredPicture,
  OUTLINE_SPAN,
  type OutlineChange,
  type TileOutline,
} from '@maskroom/shared/protocol/monitor';

export interface TileShape {
  readonly id: string;
  readonly labelId: string;
  /** Px of the picture; the same object as long as the shape is the same. */
  readonly polygon: Polygon;
}

/** What is drawn on one picture, as small as a tile shows it. */
export interface TilePicture {
  readonly width: number;
  readonly height: number;
  /** Objects there are. */
  readonly total: number;
  /** Of the newest of them, newest last. */
  readonly shapes: readonly TileShape[];
}

export function openPicture({ height, outlines, total, width }: MonitoredPicture): TilePicture {
  const size = { width, height };
  return { ...size, total, shapes: outlines.flatMap((outline) => shapeOf(outline, size) ?? []) };
}

export function changePicture(picture: TilePicture, { gone, put, total }: OutlineChange): TilePicture {
  const out = new Set([...gone, ...put.map(({ id }) => id)]);
  const kept = picture.shapes.filter(({ id }) => !out.has(id));
  return {
    ...picture,
    total,
    shapes: [...kept, ...put.flatMap((outline) => shapeOf(outline, picture) ?? [])],
  };
}

function shapeOf(
  { id, labelId, outline }: TileOutline,
  { height, width }: Pick<TilePicture, 'width' | 'height'>,
): TileShape | null {
  const bytes = Uint8Array.from(atob(outline), (character) => character.charCodeAt(0));
  const decoded = decodeGeometry(bytes);
  if (!decoded.ok) return null;
  const scale = Math.max(width, height) / OUTLINE_SPAN;
  const polygon = decoded.value.map((part) =>
    part.map((ring) => ring.map(([x, y]) => [x * scale, y * scale] as const)),
  );
  return { id, labelId, polygon };
}
