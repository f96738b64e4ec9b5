import { type ActivityRow, hourBegin } from '../store/figureStore.ts';

/** A pause longer than this is no work (F2). */
export const IDLE_MS = 60_000;
/** A killed server forgets at most this much. */
const STORE_MS = 10_000;

interface Person {
  readonly projectId: string;
  readonly userId: string;
  lastActAt: number;
}

/** Measures how long people are active in a project, and how much they ask of the model; keeps what is not stored yet. */
export class ActivityMeter {
  readonly #people = new Map<string, Person>();
  readonly #waiting = new Map<string, ActivityRow>();
  readonly #store: (rows: readonly ActivityRow[]) => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #storing = Promise.resolve();

  /** `store` adds rows to what is stored; what it fails to store is tried again with the next. */
  constructor(store: (rows: readonly ActivityRow[]) => Promise<void>) {
    this.#store = store;
    this.#timer = setInterval(() => void this.flush(), STORE_MS).unref();
  }

  /** Somebody did something. */
  act(projectId: string, userId: string, now: number, prompts: 0 | 1 = 0): void {
    const key = `${projectId}/${userId}`;
    const person = this.#people.get(key);
    const pause = person ? Math.max(0, now - person.lastActAt) : Number.POSITIVE_INFINITY;
    if (person) person.lastActAt = Math.max(person.lastActAt, now);
    else this.#people.set(key, { projectId, userId, lastActAt: now });
    this.#add({
      projectId,
      userId,
      hour: hourBegin(now),
      activeMs: pause <= IDLE_MS ? Math.round(pause) : 0,
      prompts,
    });
  }

  /** Resolves once everything until now is stored, or could not be and waits for the next time. */
  flush(): Promise<void> {
    this.#storing = this.#storing.then(async () => {
      const rows = [...this.#waiting.values()];
      this.#waiting.clear();
      await this.#store(rows).catch(() => {
        for (const row of rows) this.#add(row);
      });
      this.#forgetIdle();
    });
    return this.#storing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #add(row: ActivityRow): void {
    const key = `${row.projectId}/${row.userId}/${row.hour}`;
    const before = this.#waiting.get(key);
    this.#waiting.set(key, {
      ...row,
      activeMs: row.activeMs + (before?.activeMs ?? 0),
      prompts: row.prompts + (before?.prompts ?? 0),
    });
  }

  /** Whose last act is so long ago that the next begins anew. */
  #forgetIdle(): void {
    const newest = Math.max(...[...this.#people.values()].map(({ lastActAt }) => lastActAt));
    for (const [key, { lastActAt }] of this.#people)
      if (newest - lastActAt > IDLE_MS) this.#people.delete(key);
  }
}
