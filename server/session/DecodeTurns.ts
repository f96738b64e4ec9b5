/** Takes its turn when called; the turn ends when the promise settles. */
type Start = () => Promise<void>;

interface Person {
  running: boolean;
  readonly asks: Start[];
}

/** Nobody may have more than this part of all that may wait. */
const SHARES = 4;

/**
 * Shares the model's threads among people: everyone has at most one turn at a time, and those who ask take
 * turns, however much one of them asks for (P8, P10).
 */
export class DecodeTurns {
  readonly #people = new Map<string, Person>();
  #free: number;
  #waiting = 0;

  /** `mostWaiting` bounds those of everybody together who have not had their turn. */
  constructor(
    slots: number,
    readonly mostWaiting: number,
  ) {
    this.#free = slots;
  }

  /** Whether another ask of this person is too much: for the server, or so much that the others would find it full. */
  isFullFor(userId: string): boolean {
    const own = this.#people.get(userId)?.asks.length ?? 0;
    return this.#waiting >= this.mostWaiting || own >= Math.ceil(this.mostWaiting / SHARES);
  }

  ask(userId: string, start: Start): void {
    const person = this.#people.get(userId) ?? { running: false, asks: [] };
    person.asks.push(start);
    this.#people.set(userId, person);
    this.#waiting++;
    this.#next();
  }

  #next(): void {
    for (const [userId, person] of this.#people) {
      if (this.#free === 0) return;
      if (person.running) continue;
      const start = person.asks.shift();
      if (!start) continue;
      this.#waiting--;
      this.#free--;
      person.running = true;
      start().finally(() => {
        this.#free++;
        person.running = false;
        // Behind all others who wait.
        this.#people.delete(userId);
        if (person.asks.length > 0) this.#people.set(userId, person);
        this.#next();
      });
    }
  }
}
