/** A clock that is set back delays no longer than this. */
const LONGEST_SLEEP_MS = 10 * 60_000;

export interface WakefulLoop {
  /** There is something to do now, also while it is at work. */
  wake(): void;
  /** Nothing begins any more. Resolves when what has begun is over. */
  close(): Promise<void>;
}

interface LoopOptions {
  /** Does what is due and tells in how many ms it has something to do again; null: not by itself. */
  readonly work: () => Promise<number | null>;
  /** Of a round that failed: it goes on when it is woken. */
  readonly onError: (cause: unknown) => void;
}

/** Works when it is woken and when the time has come, one round after the other. */
export function createWakefulLoop({ onError, work }: LoopOptions): WakefulLoop {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;
  let isWokenMeanwhile = false;
  let isClosed = false;

  async function go(): Promise<void> {
    let delayMs: number | null = 0;
    while (!isClosed && (isWokenMeanwhile || (delayMs !== null && delayMs <= 0))) {
      isWokenMeanwhile = false;
      delayMs = await work();
    }
    if (isClosed || delayMs === null) return;
    timer = setTimeout(wake, Math.min(LONGEST_SLEEP_MS, delayMs)).unref();
  }

  function wake(): void {
    isWokenMeanwhile = true;
    if (isClosed || round) return;
    clearTimeout(timer);
    round = go()
      .catch(onError)
      .finally(() => {
        round = null;
        if (isWokenMeanwhile) wake();
      });
  }

  return {
    wake,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await round;
    },
  };
}
