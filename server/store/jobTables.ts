/** Images that somebody is asked to label. */
export interface JobRow {
  id: string;
  project_id: string;
  /** From 1 in its project, in the order in which they were made; no other ever has it. */
  number: number;
  name: string;
  /** Null: open, whoever wants may claim it. */
  assignee_id: string | null;
  created_at: number;
  created_by: string;
  due_at: number | null;
  /** Who had it last and would not go on, and why; null once somebody has it again. */
  handed_back_by: string | null;
  handed_back_reason: string | null;
  /** It was taken away, and may be brought back. */
  removed_at: number | null;
}

export interface JobImageRow {
  job_id: string;
  image_id: string;
  position: number;
  /** Set while its assignee passes it over. */
  skipped_at: number | null;
  skip_reason: string | null;
}

/** Somebody said that they are done with an image. It stands until a reviewer returns it. */
export interface SubmissionRow {
  image_id: string;
  user_id: string;
  at: number;
  returned_at: number | null;
  returned_by: string | null;
  return_reason: string | null;
}
