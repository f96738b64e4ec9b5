import { existsSync, readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';

/**
 * What frames cost this process, sender and receiver together: memory taken, and processor time, which other
 * programs of the machine hardly change.
 */
export function meterCosts() {
  const cpuMs: number[] = [];
  let worstBytes = 0;
  return {
    /** Returns what ends the measurement. */
    start(): () => void {
      const [cpu, memory] = [processorMs(), heldBytes()];
      return () => {
        cpuMs.push(processorMs() - cpu);
        worstBytes = Math.max(worstBytes, heldBytes() - memory);
      };
    },
    get frames() {
      return cpuMs.length;
    },
    get worstBytes() {
      return worstBytes;
    },
    /** Of processor milliseconds, `q` from 0 to 1. */
    quantile(q: number): number {
      const sorted = cpuMs.toSorted((a, b) => a - b);
      return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
    },
  };
}
export type Costs = ReturnType<typeof meterCosts>;

/** Linux tells what one thread ran: nothing waits for the threads that collect garbage and compile. */
const OF_THIS_THREAD = '/proc/thread-self/schedstat';
const isTold = existsSync(OF_THIS_THREAD);

function processorMs(): number {
  // Asking for the whole process brings the thread's own counter up to date.
  const { user, system } = process.cpuUsage();
  return isTold
    ? Number(readFileSync(OF_THIS_THREAD, 'latin1').split(' ')[0]) / 1e6
    : (user + system) / 1_000;
}

function heldBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

export const describeCosts = (what: string, costs: Costs): string =>
  `${costs.frames} ${what}: ${[0.5, 0.99, 0.999, 1].map((q) => `${costs.quantile(q).toFixed(2)} ms p${q * 100}`).join(', ')}, ` +
  `at most ${(costs.worstBytes / 2 ** 20).toFixed(2)} MiB each`;
