export interface Action {
  readonly who: number;
  readonly what: string;
  readonly n: number;
}

/** Schedules that once failed, as fast-check printed them; they are played first, every time. */
export const failedSchedules: Action[][] = [];

/** What somebody does, or the store, while it fails. */
export interface FaultStep {
  readonly what: string;
  readonly who?: number;
  readonly n?: number;
}

/** The same of schedules with a store that fails. */
export const failedFaultSchedules: FaultStep[][] = [];
