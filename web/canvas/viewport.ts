import type { Box, Point } from '@maskroom/shared/geometry/polygon';

/** CSS px on the stage = image px × `scale` + (`x`, `y`). */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The longest side taken, 65,535 px, fits a phone. */
export const MIN_SCALE = 0.005;
export const MAX_SCALE = 64;
/** Above this, picture pixels are shown as squares. */
export const PIXELATED_SCALE = 4;
/** CSS px left free around a picture that is fitted. */
const FIT_MARGIN = 24;
/** CSS px of the picture that always stay on the stage, so that it cannot be lost. */
const KEPT_IN_SIGHT = 48;

export const toScreen = ({ scale, x, y }: Viewport, [px, py]: Point): Point => [
  px * scale + x,
  py * scale + y,
];

export const toImage = ({ scale, x, y }: Viewport, [sx, sy]: Point): Point => [
  (sx - x) / scale,
  (sy - y) / scale,
];

export const clampScale = (scale: number): number => Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));

/** Zooms so that the image point under `at` (CSS px on the stage) stays under it. */
export function zoomAt(viewport: Viewport, factor: number, at: Point): Viewport {
  const scale = clampScale(viewport.scale * factor);
  const [px, py] = toImage(viewport, at);
  return { scale, x: at[0] - px * scale, y: at[1] - py * scale };
}

export const panBy = (viewport: Viewport, dx: number, dy: number): Viewport => ({
  ...viewport,
  x: viewport.x + dx,
  y: viewport.y + dy,
});

/** The whole picture, centred; never enlarged beyond its pixels unless it is smaller than a quarter of the stage. */
export function fitViewport(image: Size, stage: Size): Viewport {
  const room = {
    width: Math.max(1, stage.width - 2 * FIT_MARGIN),
    height: Math.max(1, stage.height - 2 * FIT_MARGIN),
  };
  return centred(image, stage, clampScale(Math.min(room.width / image.width, room.height / image.height)));
}

/** The picture's centre in the stage's centre at `scale`. */
export const centred = (image: Size, stage: Size, scale: number): Viewport => ({
  scale,
  x: (stage.width - image.width * scale) / 2,
  y: (stage.height - image.height * scale) / 2,
});

/** Moves a viewport that would push the picture off the stage back until an edge of it can be seen. */
export function keepInSight(viewport: Viewport, image: Size, stage: Size): Viewport {
  const { scale, x, y } = viewport;
  const [width, height] = [image.width * scale, image.height * scale];
  const [keepX, keepY] = [Math.min(KEPT_IN_SIGHT, width), Math.min(KEPT_IN_SIGHT, height)];
  return {
    scale,
    x: Math.min(stage.width - keepX, Math.max(keepX - width, x)),
    y: Math.min(stage.height - keepY, Math.max(keepY - height, y)),
  };
}

/** What part of the picture's plane the stage shows, in image px. */
export function visibleBox(viewport: Viewport, stage: Size): Box {
  const [xmin, ymin] = toImage(viewport, [0, 0]);
  const [xmax, ymax] = toImage(viewport, [stage.width, stage.height]);
  return [xmin, ymin, xmax, ymax];
}
