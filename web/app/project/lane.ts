/** Runs jobs, at most `width` at once, the others in the order they came. */
export function createLane(width: number): (job: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running >= width) await new Promise<void>((go) => waiting.push(go));
    running++;
    try {
      await job();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
