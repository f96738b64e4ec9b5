import type { Manifest } from './manifest.ts';

/** What an automatic mask must be when nobody says otherwise, 0..1. */
export interface EverythingFilters {
  readonly predictedIou: number;
  readonly stability: number;
}

/** The manifest's own, else what the authors of the family's models use for them. */
export function everythingFilters({ everything, family }: Manifest): EverythingFilters {
  return {
    predictedIou: everything?.pred_iou_thresh ?? (family === 'sam2' ? 0.8 : 0.88),
    stability: everything?.stability_score_thresh ?? 0.95,
  };
}
