import type { Box } from '@maskroom/shared/geometry/polygon';
import { polygonRuns } from '@maskroom/shared/mask/polygonRle';
import { runsToString } from '@maskroom/shared/mask/rle';
import { runsArea, runsBbox } from '@maskroom/shared/mask/runMeasure';
import type { EverythingReply } from '@maskroom/shared/protocol/everything';
import type { OfferedMask } from '../assist/everything/Offers.ts';

/** A mask as segment-anything's generator gives it; area and bbox are those of the segmentation's pixels. */
export function everythingJson(
  mask: OfferedMask,
  { width, height }: { width: number; height: number },
): EverythingReply['masks'][number] {
  const runs = polygonRuns(mask.polygon, width, height);
  const { id, level, parentId, point, predictedIou, stabilityScore } = mask;
  return {
    id,
    parentId,
    level,
    segmentation: { size: [height, width], counts: runsToString(runs) },
    area: runsArea(runs),
    bbox: runsBbox(runs, height),
    predicted_iou: predictedIou,
    stability_score: stabilityScore,
    crop_box: xywh(mask.crop.box),
    point_coords: [[point[0], point[1]]],
  };
}

const xywh = ([xmin, ymin, xmax, ymax]: Box): [number, number, number, number] => [
  xmin,
  ymin,
  xmax - xmin,
  ymax - ymin,
];
