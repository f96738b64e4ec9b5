import type { Worker } from 'node:worker_threads';
import { Problem } from '@maskroom/shared/base/problem';
import type { Refusal } from '../provider/placement.ts';
import { countAsHung } from './hungThreads.ts';
import { type Job, type SeatEvents, WorkerSeat } from './WorkerSeat.ts';
import type { WorkerResult, WorkerTask } from './workerMessages.ts';

export interface PoolOptions extends Pick<SeatEvents, 'startWorker' | 'timeoutMs' | 'onReplicaAway'> {
  readonly size: number;
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

/**
 * Worker threads of one role and the queue before them: what somebody waits for first, otherwise first come first
 * served. One of several threads is always left to what somebody waits for.
 */
export class WorkerPool {
  readonly #seats: WorkerSeat[];
  readonly #queue: Job[] = [];
  readonly #ready: Promise<void>;
  #hung = 0;
  #closed = false;

  constructor({ size, onRefusal, onHung, ...seat }: PoolOptions) {
    let settle = { ready: () => {}, unfit: (_reason: string) => {} };
    this.#ready = new Promise((resolve, reject) => {
      settle = { ready: resolve, unfit: (reason) => reject(new Problem('model-failed', reason)) };
    });
    this.#ready.catch(() => {});
    const onFree = () => {
      settle.ready();
      this.#dispatch();
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
    return Math.max(1, this.#seats.length - 1);
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
      this.#queue.push({ task, background, onStart, resolve, reject });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failQueue(new Problem('unavailable', 'The server is stopping.'));
    await Promise.all(this.#seats.map((seat) => seat.close()));
  }

  #dispatch(): void {
    for (const seat of this.#seats) {
      if (!seat.isFree) continue;
      const job = this.#takeNext();
      if (!job) return;
      seat.run(job);
    }
  }

  #takeNext(): Job | undefined {
    const urgent = this.#queue.findIndex(({ background }) => !background);
    if (urgent < 0 && this.#seats.filter((seat) => seat.job?.background).length >= this.backgroundSize)
      return;
    return this.#queue.splice(Math.max(0, urgent), 1).at(0);
  }

  #failQueue(problem: Problem): void {
    for (const job of this.#queue.splice(0)) job.reject(problem);
  }
}
