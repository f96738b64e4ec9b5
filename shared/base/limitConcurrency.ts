import { Problem } from './problem.ts';

export type Limited = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs at most `running` pieces of work at once, in the order they came; past `waiting` in line a new one is
 * refused with `unavailable`, so that a flood costs its sender and not the memory.
 */
export function limitConcurrency({ running, waiting }: { running: number; waiting: number }): Limited {
  const line: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= running) {
      if (line.length >= waiting) throw new Problem('unavailable');
      // Whoever finishes hands its place over, so `busy` stays as it is.
      await new Promise<void>((resolve) => line.push(resolve));
    } else busy++;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else busy--;
    }
  };
}
