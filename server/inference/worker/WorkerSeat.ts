import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Problem } from '@maskroom/shared/base/problem';
import type { WorkerOrder, WorkerReport, WorkerResult, WorkerTask } from './workerMessages.ts';

export interface Job {
  readonly task: WorkerTask;
  /** Nobody waits for it in particular: what somebody waits for goes first. */
  readonly background: boolean;
  /** The task left the queue. */
  readonly onStart?: () => void;
  readonly resolve: (result: WorkerResult) => void;
  readonly reject: (problem: Problem) => void;
}

export interface SeatEvents {
  readonly startWorker: () => Worker;
  /** A run longer than this is taken for hung, and its thread replaced. */
  readonly timeoutMs: number;
  /** The seat can take a job. */
  readonly onFree: () => void;
  /** The worker could not open its model; the seat tries again by itself. */
  readonly onUnfit: (reason: string) => void;
}

/** After a thread that could not start: a full disk or memory is not cured by trying at once. */
const RESTART_DELAY_MS = 1_000;
/** A stop of the server that takes longer is worse than a thread left to the process's end. */
const STOP_TIMEOUT_MS = 2_000;

type State =
  | { readonly kind: 'starting'; readonly worker: Worker }
  | { readonly kind: 'free'; readonly worker: Worker }
  | {
      readonly kind: 'busy';
      readonly worker: Worker;
      readonly id: number;
      readonly job: Job;
      readonly timer: NodeJS.Timeout;
    }
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'closed' };

/**
 * One place for a worker thread: a thread that dies, hangs or cannot start is replaced, its job answered.
 * Threads are asked to stop, never terminated: terminating one inside the native runtime aborts the process.
 */
export class WorkerSeat {
  readonly #events: SeatEvents;
  #state: State;
  #lastId = 0;

  constructor(events: SeatEvents) {
    this.#events = events;
    this.#state = this.#start();
  }

  get isFree(): boolean {
    return this.#state.kind === 'free';
  }

  /** What it is at now. */
  get job(): Job | null {
    return this.#state.kind === 'busy' ? this.#state.job : null;
  }

  run(job: Job): void {
    if (this.#state.kind !== 'free') throw new Error('the seat is not free');
    const { worker } = this.#state;
    const id = ++this.#lastId;
    const timer = setTimeout(() => this.#replace(worker, 'The model took too long.'), this.#events.timeoutMs);
    this.#state = { kind: 'busy', worker, id, job, timer };
    job.onStart?.();
    order(worker, { kind: 'task', id, task: job.task });
  }

  /** Resolves when the thread has ended, or is given up. */
  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    if (state.kind === 'busy' || state.kind === 'waiting') clearTimeout(state.timer);
    if (state.kind === 'busy') state.job.reject(new Problem('unavailable', 'The server is stopping.'));
    if (!('worker' in state)) return;
    order(state.worker, { kind: 'stop' });
    await Promise.race([once(state.worker, 'exit'), delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    state.worker.unref();
  }

  #start(): State {
    const worker = this.#events.startWorker();
    worker.on('message', (message: WorkerReport) => this.#hear(worker, message));
    worker.on('error', (cause) => this.#replace(worker, `The model's thread failed: ${cause}`));
    worker.on('exit', () => this.#replace(worker, "The model's thread ended while it worked on this."));
    return { kind: 'starting', worker };
  }

  #hear(worker: Worker, message: WorkerReport): void {
    const state = this.#state;
    if (!('worker' in state) || state.worker !== worker) return;
    if (message.kind === 'unfit') {
      this.#replace(worker, message.reason);
    } else if (message.kind === 'ready') {
      this.#state = { kind: 'free', worker };
      this.#events.onFree();
    } else if (state.kind === 'busy' && state.id === message.id) {
      clearTimeout(state.timer);
      this.#state = { kind: 'free', worker };
      if (message.kind === 'done') state.job.resolve(message.result);
      else state.job.reject(new Problem('model-failed', `The model failed: ${message.reason}`));
      this.#events.onFree();
    }
  }

  #replace(worker: Worker, reason: string): void {
    const state = this.#state;
    if (!('worker' in state) || state.worker !== worker) return;
    order(worker, { kind: 'stop' });
    worker.unref();
    if (state.kind === 'starting') {
      const timer = setTimeout(() => {
        this.#state = this.#start();
      }, RESTART_DELAY_MS);
      this.#state = { kind: 'waiting', timer };
      this.#events.onUnfit(reason);
      return;
    }
    this.#state = this.#start();
    if (state.kind !== 'busy') return;
    clearTimeout(state.timer);
    state.job.reject(new Problem('model-failed', reason));
  }
}

const order = (worker: Worker, message: WorkerOrder): void => worker.postMessage(message);
