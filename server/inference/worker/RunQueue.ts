import type { Job, WorkerSeat } from './WorkerSeat.ts';
import { DECODE_PATIENCE_MS, ENCODE_PATIENCE_MS, ENCODES_AT_ONCE } from './workerLimits.ts';
import type { WorkerRole } from './workerMessages.ts';

/** The threads of one pool: any of them takes any of its jobs. */
export type Seats = readonly Pick<WorkerSeat, 'isFree' | 'run'>[];

interface Waiting {
  readonly seats: Seats;
  readonly job: Job;
}

/**
 * The line before the threads of all pools that share a place: the cores, or a device. At most `size` runs at a time,
 * what somebody waits for first, otherwise first come first served; who finds no free thread of its own pool is passed
 * by. One of several runs is always left to what somebody waits for. A run that takes longer than `patienceMs` holds no
 * other model up any more: it may hang.
 */
export class RunQueue {
  #waiting: Waiting[] = [];
  readonly #running = new Set<Job>();

  constructor(
    readonly size: number,
    readonly patienceMs: number,
  ) {}

  /** How many background jobs run at the same time. */
  get backgroundSize(): number {
    return Math.max(1, this.size - 1);
  }

  add(seats: Seats, job: Job): void {
    this.#waiting.push({ seats, job });
    this.next();
  }

  /** Takes out what has not begun of a pool's, and returns it. */
  withdraw(seats: Seats): Job[] {
    const withdrawn = this.#waiting.filter((waiting) => waiting.seats === seats);
    this.#waiting = this.#waiting.filter((waiting) => waiting.seats !== seats);
    return withdrawn.map(({ job }) => job);
  }

  /** To be called when a thread has become free. */
  next(): void {
    for (let waiting = this.#startable(); waiting; waiting = this.#startable()) this.#start(waiting);
  }

  #startable(): Waiting | undefined {
    if (this.#running.size >= this.size) return undefined;
    const fitting = this.#waiting.filter(({ seats }) => seats.some((seat) => seat.isFree));
    const urgent = fitting.find(({ job }) => !job.background);
    if (urgent) return urgent;
    const background = [...this.#running].filter((job) => job.background).length;
    return background < this.backgroundSize ? fitting[0] : undefined;
  }

  #start(waiting: Waiting): void {
    const { job, seats } = waiting;
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
    this.#running.add(job);
    const free = (): void => {
      clearTimeout(patience);
      this.#running.delete(job);
    };
    const patience = setTimeout(() => {
      free();
      this.next();
    }, this.patienceMs);
    patience.unref();
    const ending =
      <Answer>(settle: (answer: Answer) => void) =>
      (answer: Answer): void => {
        free();
        settle(answer);
        this.next();
      };
    seats
      .find((seat) => seat.isFree)
      ?.run({ ...job, resolve: ending(job.resolve), reject: ending(job.reject) });
  }
}

/** The lines of a process, by role and place: models at work on the same cores or device share one. */
export class RunQueues {
  readonly #queues = new Map<string, RunQueue>();

  /** `decodesAtOnce` counts where the line is new. */
  of(role: WorkerRole, provider: string, decodesAtOnce: number): RunQueue {
    const name = `${role} on ${provider}`;
    const queue = this.#queues.get(name) ?? newQueue(role, decodesAtOnce);
    this.#queues.set(name, queue);
    return queue;
  }
}

const newQueue = (role: WorkerRole, decodesAtOnce: number): RunQueue =>
  role === 'encode'
    ? new RunQueue(ENCODES_AT_ONCE, ENCODE_PATIENCE_MS)
    : new RunQueue(decodesAtOnce, DECODE_PATIENCE_MS);
