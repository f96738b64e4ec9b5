import type { Change, Step } from './step.ts';

type Field = NonNullable<Change['field']>;

/** What a chain of changes wanted of one field, and every value that it had on the way. */
export interface WantedField {
  readonly known: readonly unknown[];
  readonly value: unknown;
}

/** What all the steps together wanted of one instance. */
export interface Wanted {
  readonly instanceId: string;
  /** Its fields when it was added, null when it was taken out, undefined when neither. */
  readonly whole: Readonly<Record<string, unknown>> | null | undefined;
  readonly fields: ReadonlyMap<Field, WantedField>;
  /** Those that touched it, oldest first. */
  readonly steps: readonly Step[];
}

/** Sums steps up by instance, in the order in which the instances were first touched. */
export function sumUp(steps: readonly Step[]): Wanted[] {
  const byId = new Map<string, Wanted>();
  for (const step of steps)
    for (const change of step.changes)
      byId.set(change.instanceId, withChange(byId.get(change.instanceId), change, step));
  return [...byId.values()];
}

function withChange(sum: Wanted | undefined, change: Change, step: Step): Wanted {
  const { instanceId, field, before, after } = change;
  const steps = sum?.steps.includes(step) ? sum.steps : [...(sum?.steps ?? []), step];
  if (field === null) return { instanceId, whole: recordOf(after), fields: new Map(), steps };
  const known = [...(sum?.fields.get(field)?.known ?? [before]), after];
  const fields = new Map(sum?.fields).set(field, { known, value: after });
  return { instanceId, whole: sum?.whole, fields, steps };
}

/** The fields that it comes to, where it was added: those it was made with under those it was given since. */
export function wholeFields({ whole, fields }: Wanted): Readonly<Record<string, unknown>> | null {
  if (!whole) return null;
  const later = [...fields].map(([field, { value }]) => [field, value]);
  return { ...whole, ...Object.fromEntries(later) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}
