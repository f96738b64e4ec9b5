import type { Point } from '@maskroom/shared/geometry/polygon';
import { type Size, type Viewport, visibleBox } from './viewport.ts';

/** What of a picture a stage shows, in shares of its sides, 0..1. */
export interface Sight {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function sightOf(viewport: Viewport, stage: Size, image: Size): Sight {
  const share = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole));
  const [xmin, ymin, xmax, ymax] = visibleBox(viewport, stage);
  const [left, top] = [share(xmin, image.width), share(ymin, image.height)];
  return { left, top, width: share(xmax, image.width) - left, height: share(ymax, image.height) - top };
}

/** The viewport of the same scale with a place of the picture, in shares of its sides, in the middle of the stage. */
export function lookAt([x, y]: Point, { scale }: Viewport, stage: Size, image: Size): Viewport {
  const inside = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    scale,
    x: stage.width / 2 - inside(x) * image.width * scale,
    y: stage.height / 2 - inside(y) * image.height * scale,
  };
}
