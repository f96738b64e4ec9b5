/** Takes its turn when called; the turn ends when the promise settles. */
type Start = () => Promise<void>;

interface Person {
  running: boolean;
  readonly asks: Start[];
}

/**
 * Shares the model's threads among people: everyone has at most one turn at a time, and those who ask take
 * turns, however much one of them asks for (P8, P10).
 */
export class DecodeTurns {
  readonly #people = new Map<string, Person>();
  #free: number;
  #waiting = 0;

  constructor(slots: number) {
    this.#free = slots;
  }

  /** How many asked and have not had their turn. */
  get waiting(): number {
    return this.#waiting;
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
