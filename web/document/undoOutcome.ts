/** What one step of the history did, for the person: "car added". */
export interface StepName {
  readonly text: string;
  readonly instanceIds: readonly string[];
}

export type UndoOutcome =
  | { readonly kind: 'done'; readonly name: StepName | null }
  /** The step would change an accepted shape; it was taken out of the history instead. */
  | { readonly kind: 'locked'; readonly name: StepName }
  /** Others have written over all that the step did; it was taken out, and the step before it left alone. */
  | { readonly kind: 'overtaken'; readonly name: StepName }
  | { readonly kind: 'nothing' };
