import type { Worker } from 'node:worker_threads';
import { Problem } from '@maskroom/shared/base/problem';
import type { Refusal } from '../provider/placement.ts';
import { countAsHung } from './hungThreads.ts';
import { RunQueue } from './RunQueue.ts';
import { type SeatEvents, WorkerSeat } from './WorkerSeat.ts';
import type { WorkerResult, WorkerTask } from './workerMessages.ts';

export interface PoolOptions extends Pick<SeatEvents, 'startWorker' | 'timeoutMs' | 'onReplicaAway'> {
  readonly size: number;
  /** The line that it shares with others; default: one of its own. */
  readonly queue?: RunQueue;
  /** A worker opened the model elsewhere than it was to. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** One was left behind in a run that does not end; `hung` are now. */
  readonly onHung?: (hung: number) => void;
}

/** Each takes a core for good: more would leave the server none. */
const MOST_HUNG = 2;
const HANGS = 'The model hangs: restart the server, or choose another model.';

export interface SubmitOptions {
  /** Nobody waits for it in particular. Default false. */
  readonly background?: boolean;
  /** A worker took it up. */
  readonly onStart?: () => void;
}

/** Worker threads of one role behind their {@link RunQueue}. */
export class WorkerPool {
  readonly #seats: WorkerSeat[];
  readonly #queue: RunQueue;
  readonly #ready: Promise<void>;
  #hung = 0;
  #closed = false;

  constructor({ size, queue, onRefusal, onHung, ...seat }: PoolOptions) {
    this.#queue = queue ?? new RunQueue(size, seat.timeoutMs);
    let settle = { ready: () => {}, unfit: (_reason: string) => {} };
    this.#ready = new Promise((resolve, reject) => {
      settle = { ready: resolve, unfit: (reason) => reject(new Problem('model-failed', reason)) };
    });
    this.#ready.catch(() => {});
    const onFree = () => {
      settle.ready();
      this.#queue.next();
    };
    const onUnfit = (reason: string) => {
      settle.unfit(reason);
      if (!this.#seats.some((seat) => seat.isFree || seat.job)) {
        this.#failQueue(new Problem('model-failed', reason));
      }
    };
    const onReady = (refusal?: Refusal) => refusal && onRefusal?.(refusal);
    const leaveBehind = (worker: Worker) => {
      this.#hung++;
      onHung?.(this.#hung);
      countAsHung(worker, () => {
        this.#hung--;
        if (!this.#closed) for (const seat of this.#seats) seat.refill();
      });
    };
    const mayReplaceHung = () => this.#hung < MOST_HUNG;
    this.#seats = Array.from(
      { length: size },
      () =>
        new WorkerSeat({
          ...seat,
          onHung: leaveBehind,
          mayReplaceHung,
          onReady,
          onFree,
          onUnfit,
        }),
    );
  }

  /** Resolves when the first worker has its model open; rejects when one says why it cannot. */
  ready(): Promise<void> {
    return this.#ready;
  }

  get size(): number {
    return this.#seats.length;
  }

  /** Left behind in runs that have not ended. */
  get hung(): number {
    return this.#hung;
  }

  /** How many background tasks run at the same time. */
  get backgroundSize(): number {
    return this.#queue.backgroundSize;
  }

  submit(task: WorkerTask, { background = false, onStart }: SubmitOptions = {}): Promise<WorkerResult> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Problem('unavailable', 'The server is stopping.'));
        return;
      }
      if (this.#seats.every((seat) => seat.isEmpty)) {
        reject(new Problem('model-failed', HANGS));
        return;
      }
      this.#queue.add(this.#seats, { task, background, onStart, resolve, reject });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failQueue(new Problem('unavailable', 'The server is stopping.'));
    await Promise.all(this.#seats.map((seat) => seat.close()));
  }

  #failQueue(problem: Problem): void {
    for (const job of this.#queue.withdraw(this.#seats)) job.reject(problem);
  }
}
