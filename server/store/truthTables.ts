/** A picture whose accepted objects are the truth. */
export interface TruthRow {
  image_id: string;
  marked_by: string;
  marked_at: number;
}

/** How well somebody found the truth again on a twin of the picture, when they submitted it. */
export interface HoneypotScoreRow {
  /** The twin. */
  image_id: string;
  user_id: string;
  submitted_at: number;
  matched: number;
  /** Only the truth has them. */
  missed: number;
  /** Only the person has them. */
  added: number;
  /** How many of the matched have the truth's label. */
  same_label: number;
  /** Sums over the matched. */
  iou: number;
  boundary: number;
}
