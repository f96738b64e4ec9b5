import type { Job, WorkerSeat } from './WorkerSeat.ts';
import { DECODE_PATIENCE_MS, ENCODE_PATIENCE_MS, ENCODES_AT_ONCE } from './workerLimits.ts';
import type { WorkerRole } from './workerMessages.ts';

/** The threads of one pool: any of them takes any of its jobs. */
export type Seats = readonly Pick<WorkerSeat, 'isFree' | 'run'>[];

/** What the lines have had to do since the start. */
export interface RunCounts {
  /** Runs that ended. */
  readonly runs: number;
  /** Time that runs took, of those under way until now. */
  readonly busyMs: number;
  /** How many may run at a time. */
  readonly places: number;
  readonly waiting: number;
}

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
  /** By when it began. */
  readonly #running = new Map<Job, number>();
  #runs = 0;
  #busyMs = 0;

  constructor(
    readonly size: number,
    readonly patienceMs: number,
  ) {}

  get counts(): RunCounts {
    const now = performance.now();
    const underWay = [...this.#running.values()].reduce((sum, beganAt) => sum + now - beganAt, 0);
    return {
      runs: this.#runs,
      busyMs: this.#busyMs + underWay,
      places: this.size,
      waiting: this.#waiting.length,
    };
  }

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
    const background = [...this.#running.keys()].filter((job) => job.background).length;
    return background < this.backgroundSize ? fitting[0] : undefined;
  }

  #start(waiting: Waiting): void {
    const { job, seats } = waiting;
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
    this.#running.set(job, performance.now());
    const free = (): void => {
      clearTimeout(patience);
      const beganAt = this.#running.get(job);
      if (beganAt === undefined) return;
      this.#running.delete(job);
      this.#runs++;
      this.#busyMs += performance.now() - beganAt;
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

  /** Of all lines together; null where there is none: inference servers do the work. */
  get counts(): RunCounts | null {
    const all = [...this.#queues.values()].map((queue) => queue.counts);
    const sum = (of: (counts: RunCounts) => number): number =>
      all.reduce((total, counts) => total + of(counts), 0);
    if (all.length === 0) return null;
    return {
      runs: sum(({ runs }) => runs),
      busyMs: sum(({ busyMs }) => busyMs),
      places: sum(({ places }) => places),
      waiting: sum(({ waiting }) => waiting),
    };
  }

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
