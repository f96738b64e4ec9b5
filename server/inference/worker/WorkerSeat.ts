import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Problem } from '@maskroom/shared/base/problem';
import type { Refusal } from '../provider/placement.ts';
import { countAsHung } from './hungThreads.ts';
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
  /** A run longer than this is taken for hung, and its thread left behind. */
  readonly timeoutMs: number;
  /** The thread is left behind. */
  readonly onHung: (worker: Worker) => void;
  /** Whether one that hung may be replaced; if not, the seat stays empty until {@link WorkerSeat.refill}. */
  readonly mayReplaceHung: () => boolean;
  /** The model is open; `refusal` when not where it was to be. */
  readonly onReady: (refusal?: Refusal) => void;
  /** The seat can take a job. */
  readonly onFree: () => void;
  /** The worker could not open its model, or the seat is empty; it tries again by itself where that may help. */
  readonly onUnfit: (reason: string) => void;
  /** The worker found a replica of its remote graph wanting. */
  readonly onReplicaAway?: (replica: number, reason: string) => void;
}

/** After a thread that could not start: a full disk or memory is not cured by trying at once. Doubles each time. */
const RESTART_DELAY_MS = 1_000;
const LONGEST_RESTART_DELAY_MS = 60_000;
/** Reading a large file from a slow disk, beside the run that warms up. */
const OPEN_MS = 120_000;
/** A stop of the server that takes longer is worse than a thread left to the process's end. */
const STOP_TIMEOUT_MS = 2_000;

type State =
  | { readonly kind: 'starting'; readonly worker: Worker; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'free'; readonly worker: Worker }
  | {
      readonly kind: 'busy';
      readonly worker: Worker;
      readonly id: number;
      readonly job: Job;
      readonly timer: NodeJS.Timeout;
    }
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'empty' }
  | { readonly kind: 'closed' };

/**
 * One place for a worker thread: a thread that dies, hangs or cannot start is replaced, its job answered. Threads are
 * asked to stop, never terminated; see hungThreads for those that do not hear it.
 */
export class WorkerSeat {
  readonly #events: SeatEvents;
  #state: State;
  #lastId = 0;
  #failedStarts = 0;

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
    const { timeoutMs } = this.#events;
    const timer = setTimeout(() => this.#leaveBehind(worker, timeoutMs), timeoutMs);
    this.#state = { kind: 'busy', worker, id, job, timer };
    job.onStart?.();
    order(worker, { kind: 'task', id, task: job.task });
  }

  get isEmpty(): boolean {
    return this.#state.kind === 'empty';
  }

  refill(): void {
    if (this.isEmpty) this.#state = this.#start();
  }

  /** Resolves when the thread has ended, or is given up. */
  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    if ('timer' in state) clearTimeout(state.timer);
    if (state.kind === 'busy') state.job.reject(new Problem('unavailable', 'The server is stopping.'));
    if (!('worker' in state)) return;
    order(state.worker, { kind: 'stop' });
    const ended = once(state.worker, 'exit').then(() => true);
    if (await Promise.race([ended, delay(STOP_TIMEOUT_MS, false, { ref: false })])) return;
    countAsHung(state.worker, () => {});
    state.worker.unref();
  }

  #start(): State {
    const worker = this.#events.startWorker();
    worker.on('message', (message: WorkerReport) => this.#hear(worker, message));
    worker.on('error', (cause) => this.#replace(worker, `The model's thread failed: ${cause}`));
    worker.on('exit', () => this.#replace(worker, "The model's thread ended while it worked on this."));
    const most = OPEN_MS + this.#events.timeoutMs;
    return { kind: 'starting', worker, timer: setTimeout(() => this.#leaveBehind(worker, most), most) };
  }

  #leaveBehind(worker: Worker, afterMs: number): void {
    this.#events.onHung(worker);
    this.#replace(worker, `The model did not answer within ${afterMs / 1_000} s.`, true);
  }

  #hear(worker: Worker, message: WorkerReport): void {
    const state = this.#state;
    if (!('worker' in state) || state.worker !== worker) return;
    if (message.kind === 'unfit') {
      this.#replace(worker, message.reason);
    } else if (message.kind === 'replica-away') {
      this.#events.onReplicaAway?.(message.replica, message.reason);
    } else if (message.kind === 'ready') {
      if ('timer' in state) clearTimeout(state.timer);
      this.#failedStarts = 0;
      this.#state = { kind: 'free', worker };
      this.#events.onReady(message.refusal);
      this.#events.onFree();
    } else if (state.kind === 'busy' && state.id === message.id) {
      clearTimeout(state.timer);
      this.#state = { kind: 'free', worker };
      if (message.kind === 'done') state.job.resolve(message.result);
      else state.job.reject(problemOf(message));
      this.#events.onFree();
    }
  }

  #replace(worker: Worker, reason: string, hung = false): void {
    const state = this.#state;
    if (!('worker' in state) || state.worker !== worker) return;
    order(worker, { kind: 'stop' });
    worker.unref();
    if ('timer' in state) clearTimeout(state.timer);
    if (hung && !this.#events.mayReplaceHung()) this.#state = { kind: 'empty' };
    else this.#state = state.kind === 'starting' ? this.#startLater() : this.#start();
    if (state.kind === 'busy') state.job.reject(new Problem('model-failed', reason));
    if (state.kind === 'starting' || this.isEmpty) this.#events.onUnfit(reason);
  }

  #startLater(): State {
    const wait = Math.min(LONGEST_RESTART_DELAY_MS, RESTART_DELAY_MS * 2 ** this.#failedStarts++);
    const timer = setTimeout(() => {
      this.#state = this.#start();
    }, wait);
    return { kind: 'waiting', timer };
  }
}

const order = (worker: Worker, message: WorkerOrder): void => worker.postMessage(message);

const problemOf = ({ code, reason }: Extract<WorkerReport, { kind: 'failed' }>): Problem =>
  code ? new Problem(code, reason) : new Problem('model-failed', `The model failed: ${reason}`);
