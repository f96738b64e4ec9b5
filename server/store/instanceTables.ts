import type { Decision, InstanceSource } from '@maskroom/shared/annotation/instance';
import type { GeneratedAlways } from 'kysely';

/** Read model of the documents, rewritten when one changes, so that queues and exports load no document. */
export interface InstanceRow {
  image_id: string;
  id: string;
  label_id: string;
  created_by: string;
  source: InstanceSource;
  predicted_iou: number | null;
  stability_score: number | null;
  /** px², holes taken away. */
  area: number;
  xmin: number;
  ymin: number;
  xmax: number;
  ymax: number;
  decision: Decision;
  decided_by: string | null;
  decided_at: number | null;
  reason: string | null;
  geometry: Uint8Array;
  geometry_hash: string;
  /** Answers by the attribute's id: a JSON object with its keys in order, so that equal answers are equal text. */
  attributes: string;
  group_id: string | null;
  draw_order: number;
}

/** With what the review queue is ordered by; written once, when the instance is first stored. */
export interface InstanceTable extends InstanceRow {
  /** In whose queue it may wait; null for one on a twin. */
  queue_project: string | null;
  /** Its picture's position in the project. */
  queue_place: number | null;
  /** How far people agreed on it, as `agreements` has it. */
  agreement: number | null;
  /** The scores, and 2 in place of null, which comes last. */
  iou_rank: GeneratedAlways<number>;
  stability_rank: GeneratedAlways<number>;
  agreement_rank: GeneratedAlways<number>;
}
