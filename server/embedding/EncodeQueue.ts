/** Somebody waits for this picture; somebody may soon; long work needs it; nobody does, but it will be wanted some day. */
export type EncodePriority = 'interactive' | 'prewarm' | 'batch' | 'ahead';

/** Most urgent first. */
export const encodePriorities: readonly EncodePriority[] = ['interactive', 'prewarm', 'batch', 'ahead'];

/** A picture's place in the line. */
export interface EncodeTicket<T> {
  readonly result: Promise<T>;
  /** May change while it waits. */
  move(priority: EncodePriority): void;
  /** Takes it out of the line, unless it has begun: its result then never comes. Says whether it did. */
  drop(): boolean;
}

interface Job {
  readonly model: string;
  priority: EncodePriority;
  readonly run: () => Promise<unknown>;
}

/** With one model, a picture is read and resized while the one before it is in the encoder. */
const LANES = 2;

/**
 * Pictures to encode, of all models together, otherwise as they came. What somebody waits for starts at once, two a
 * model; what nobody waits for goes one at a time and only while nothing else is under way: an encode cannot be
 * called back, and all of them share the machine.
 */
export class EncodeQueue {
  #waiting: Job[] = [];
  readonly #running = new Set<Job>();
  #stopping = false;

  add<T>(model: string, priority: EncodePriority, work: () => Promise<T>): EncodeTicket<T> {
    let job: Job | undefined;
    const result = new Promise<T>((resolve, reject) => {
      job = { model, priority, run: () => work().then(resolve, reject) };
      this.#waiting.push(job);
    });
    this.#nextSoon();
    return {
      result,
      move: (to) => {
        if (!job || job.priority === to) return;
        job.priority = to;
        this.#nextSoon();
      },
      drop: () => {
        const waited = this.#waiting.length;
        this.#waiting = this.#waiting.filter((one) => one !== job);
        return this.#waiting.length < waited;
      },
    };
  }

  /** Begins nothing more but what somebody waits for. */
  stop(): void {
    this.#stopping = true;
  }

  /** Whoever joins the line may still say how urgent it is. */
  #nextSoon(): void {
    queueMicrotask(() => this.#next());
  }

  #next(): void {
    for (;;) {
      const job = this.#startable();
      if (!job) return;
      this.#waiting = this.#waiting.filter((one) => one !== job);
      this.#running.add(job);
      job.run().finally(() => {
        this.#running.delete(job);
        this.#next();
      });
    }
  }

  #startable(): Job | undefined {
    for (const priority of encodePriorities) {
      const jobs = this.#waiting.filter((job) => job.priority === priority);
      if (priority === 'interactive') {
        const job = jobs.find(({ model }) => this.#runningOf(model) < LANES);
        if (job) return job;
      } else if (jobs.length > 0) {
        return this.#running.size === 0 && !this.#stopping ? jobs[0] : undefined;
      }
    }
    return undefined;
  }

  #runningOf(model: string): number {
    let count = 0;
    for (const job of this.#running) if (job.model === model) count++;
    return count;
  }
}
