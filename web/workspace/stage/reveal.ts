import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Stage } from '../../canvas/stage.ts';

/** A revealed shape takes at most this share of the stage, so that what is around it can be judged too. */
const SHARE = 0.6;
/** A shape smaller than this is brought nearer. CSS px. */
const TOO_SMALL_PX = 24;

/** Whether no part of the shape lies beyond the edge of the stage. */
export function isWhollyShown(stage: Stage, polygon: Polygon): boolean {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const [left, top] = stage.toScreen([xmin, ymin]);
  const [right, bottom] = stage.toScreen([xmax, ymax]);
  return left >= 0 && top >= 0 && right <= stage.size.width && bottom <= stage.size.height;
}

/** Brings a shape into sight: moves the picture only if the shape is not wholly shown or too small to judge. */
export function reveal(stage: Stage, polygon: Polygon): void {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const { size, viewport } = stage;
  const [left, top] = stage.toScreen([xmin, ymin]);
  const [right, bottom] = stage.toScreen([xmax, ymax]);
  const isSmall = Math.max(right - left, bottom - top) < TOO_SMALL_PX;
  if (isWhollyShown(stage, polygon) && !isSmall) return;
  const fitting = SHARE * Math.min(size.width / (xmax - xmin), size.height / (ymax - ymin));
  const scale = isSmall ? Math.min(fitting, viewport.scale * 4) : Math.min(fitting, viewport.scale);
  stage.setViewport({
    scale,
    x: size.width / 2 - ((xmin + xmax) / 2) * scale,
    y: size.height / 2 - ((ymin + ymax) / 2) * scale,
  });
}
