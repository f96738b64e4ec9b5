import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../../inference/imageFrame.ts';

/** A part of the picture that is looked at by itself; layer 0 is all of it. */
export interface Crop {
  readonly box: Box;
  readonly layer: number;
}

/**
 * All of the picture, then for each layer i 2^(i+1) crops a side, row by row, which overlap by `overlapRatio` of the
 * shorter side in layer 1 and half as much in each further one: segment-anything's `generate_crop_boxes`. Whole px;
 * crops that a tiny picture leaves no pixel are left out.
 */
export function cropBoxes({ width, height }: Size, layers: number, overlapRatio: number): Crop[] {
  const crops: Crop[] = [{ box: [0, 0, width, height], layer: 0 }];
  for (let layer = 1; layer <= layers; layer++) {
    const count = 2 ** layer;
    const overlap = Math.trunc(overlapRatio * Math.min(width, height) * (2 / count));
    const [across, down] = [width, height].map((length) =>
      Math.ceil((overlap * (count - 1) + length) / count),
    );
    for (let i = 0; i < count * count; i++) {
      const x = (across - overlap) * (i % count);
      const y = (down - overlap) * Math.floor(i / count);
      const box: Box = [x, y, Math.min(x + across, width), Math.min(y + down, height)];
      if (box[0] < box[2] && box[1] < box[3]) crops.push({ box, layer });
    }
  }
  return crops;
}

/** px of the picture. */
const NEAR = 20;

/** Whether the box ends at a side of the crop that is no side of the picture: what it holds is probably cut off there. */
export const isNearCropEdge = (box: Box, crop: Box, { width, height }: Size): boolean =>
  [0, 0, width, height].some(
    (border, side) => Math.abs(box[side] - crop[side]) <= NEAR && Math.abs(box[side] - border) > NEAR,
  );
