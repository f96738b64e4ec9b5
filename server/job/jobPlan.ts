/** A job to be made; null: open. */
export interface JobPlan {
  readonly assigneeId: string | null;
  readonly imageIds: readonly string[];
}
