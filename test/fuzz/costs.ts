import { existsSync, openSync, readSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { z } from 'zod';

/** What a process has taken so far: processor time, which other programs of the machine hardly change, and memory. */
export const takenSchema = z.object({ cpuMs: z.number(), bytes: z.number() });
export type Taken = z.infer<typeof takenSchema>;

/** Linux tells what one thread ran: nothing waits for the threads that collect garbage and compile. */
const OF_THIS_THREAD = '/proc/thread-self/schedstat';
const file = existsSync(OF_THIS_THREAD) ? openSync(OF_THIS_THREAD, 'r') : null;
/** Kept: what is read anew each time would be most of the garbage that is then collected in the middle of a frame. */
const line = Buffer.alloc(128);
const cpuMsOfThread = (of: number): number =>
  Number(line.toString('latin1', 0, readSync(of, line, 0, line.length, 0)).split(' ')[0]) / 1e6;

/** Of this thread, and what its heap and buffers hold now. */
export function readTaken(): Taken {
  // Asking for the whole process brings the thread's own counter up to date.
  const { user, system } = process.cpuUsage();
  const { used_heap_size, external_memory } = getHeapStatistics();
  return {
    cpuMs: file === null ? (user + system) / 1_000 : cpuMsOfThread(file),
    bytes: used_heap_size + external_memory,
  };
}

/** What single frames cost. */
export function tallyCosts() {
  const cpuMs: number[] = [];
  let [worstBytes, worstAloneMs] = [0, 0];
  return {
    add(before: Taken, after: Taken): void {
      const [ms, bytes] = [after.cpuMs - before.cpuMs, after.bytes - before.bytes];
      cpuMs.push(ms);
      worstBytes = Math.max(worstBytes, bytes);
      if (bytes >= 0) worstAloneMs = Math.max(worstAloneMs, ms);
    },
    get frames() {
      return cpuMs.length;
    },
    get worstBytes() {
      return worstBytes;
    },
    /** The slowest in which memory did not shrink: the garbage of all before it was not collected just then. */
    get worstAloneMs() {
      return worstAloneMs;
    },
    /** Of processor milliseconds, `q` from 0 to 1. */
    quantile(q: number): number {
      const sorted = cpuMs.toSorted((a, b) => a - b);
      return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
    },
  };
}
export type Costs = ReturnType<typeof tallyCosts>;

/** What R5 allows a frame, at p99.9. */
const MOST_MS = 5;
export const MOST_BYTES = 4 * 2 ** 20;

export const describeCosts = (what: string, costs: Costs): string =>
  `${costs.frames} ${what}: ${[0.5, 0.99, 0.999, 1].map((q) => `${costs.quantile(q).toFixed(2)} ms p${q * 100}`).join(', ')} ` +
  `(${costs.worstAloneMs.toFixed(2)} ms where no garbage was collected), at most ${(costs.worstBytes / 2 ** 20).toFixed(2)} MiB each`;

/** Fewer frames say nothing of their slowest thousandth. */
const ENOUGH_FRAMES = 10_000;

export interface BoundVerdict {
  /** Null: there were too few frames to tell. */
  readonly isHeld: boolean | null;
  readonly text: string;
}

/**
 * The costs, and whether R5's bound of time holds: by themselves or, on a machine that is busy with other things, beyond
 * what an empty frame costs at the same time.
 */
export function judgeBound(what: string, costs: Costs, empty: Costs): BoundVerdict {
  const [spoilt, base] = [costs.quantile(0.999), empty.quantile(0.999)];
  const more = `${(spoilt - base).toFixed(2)} ms more than an empty one at p99.9`;
  const isHeld = spoilt - base <= MOST_MS;
  const verdict = spoilt <= MOST_MS ? 'held' : isHeld ? 'held beyond that' : 'not held';
  const text = `${describeCosts(what, costs)}\n${describeCosts('empty ones beside them', empty)}\n${more}; ≤ ${MOST_MS} ms: ${verdict}`;
  return { text, isHeld: costs.frames < ENOUGH_FRAMES ? null : spoilt <= MOST_MS || isHeld };
}
