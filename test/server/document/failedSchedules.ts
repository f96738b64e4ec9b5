export interface Action {
  readonly who: number;
  readonly what: string;
  readonly n: number;
}

/** Schedules that once failed, as fast-check printed them; they are played first, every time. */
export const failedSchedules: Action[][] = [];
