/** A clock that is set back delays no longer than this. */
const LONGEST_SLEEP_MS = 10 * 60_000;
/** Behind a round that failed: a disk that is full or busy need not be so for long. */
const RETRY_MS = 10_000;

export interface WakefulLoop {
  /** There is something to do now, also while it is at work. */
  wake(): void;
  /** Nothing begins any more. Resolves when what has begun is over. */
  close(): Promise<void>;
}

interface LoopOptions {
  /** Does what is due and tells in how many ms it has something to do again; null: not by itself. */
  readonly work: () => Promise<number | null>;
  /** Of a round that failed: there is another one in a while, or when it is woken. */
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
    if (delayMs !== null) wakeIn(delayMs);
  }

  function wakeIn(delayMs: number): void {
    if (!isClosed) timer = setTimeout(wake, Math.min(LONGEST_SLEEP_MS, delayMs)).unref();
  }

  function wake(): void {
    isWokenMeanwhile = true;
    if (isClosed || round) return;
    clearTimeout(timer);
    round = go()
      .catch((cause: unknown) => {
        onError(cause);
        wakeIn(RETRY_MS);
      })
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
