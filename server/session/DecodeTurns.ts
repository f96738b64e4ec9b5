/** Takes its turn when called; the turn ends when the promise settles. */
type Start = () => Promise<void>;

/** What is asked of one model. */
export interface ModelTurns {
  /** Whether another ask of this person is too much: for the server, or so much that the others would find it full. */
  isFullFor(userId: string): boolean;
  ask(userId: string, start: Start): void;
}

/** The cores, a device, or inference servers: where models decode, and how many more prompts it takes now. */
interface Place {
  free: number;
}

interface Ask {
  readonly model: symbol;
  readonly place: Place;
  readonly start: Start;
}

interface Person {
  /** Models that have a prompt of theirs now. */
  readonly busy: Set<symbol>;
  asks: readonly Ask[];
}

export interface DecodeTurnsOptions {
  /** Of everybody together, who have not had their turn. Default 256: more could not be answered within seconds. */
  readonly mostWaiting?: number;
  /** Default {@link PATIENCE_MS}. */
  readonly patienceMs?: number;
}

const MOST_WAITING = 256;
/** Nobody may have more than this part of all that may wait. */
const SHARES = 4;
/** Many times what a decode takes: who waits for another model does not wait for one that hangs. */
const PATIENCE_MS = 2_000;

/**
 * Shares the threads of all models among people, however much one of them asks for and of however many models: in each
 * model everyone has at most one turn at a time, and who has the fewest turns is next (P8, P10, M10).
 */
export class DecodeTurns {
  readonly #people = new Map<string, Person>();
  readonly #places = new Map<string, Place>();
  readonly #mostWaiting: number;
  readonly #patienceMs: number;
  #waiting = 0;

  constructor({ mostWaiting = MOST_WAITING, patienceMs = PATIENCE_MS }: DecodeTurnsOptions = {}) {
    this.#mostWaiting = mostWaiting;
    this.#patienceMs = patienceMs;
  }

  /** Prompts of everybody that have not had their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The turns of one more model; `slots`, how many prompts at a time, counts where its place is new. */
  ofModel(placeName: string, slots: number): ModelTurns {
    const model = Symbol(placeName);
    const place = this.#places.get(placeName) ?? { free: slots };
    this.#places.set(placeName, place);
    return {
      isFullFor: (userId) => this.#isFullFor(userId),
      ask: (userId, start) => this.#ask(userId, { model, place, start }),
    };
  }

  #isFullFor(userId: string): boolean {
    const own = this.#people.get(userId)?.asks.length ?? 0;
    return this.#waiting >= this.#mostWaiting || own >= Math.ceil(this.#mostWaiting / SHARES);
  }

  #ask(userId: string, ask: Ask): void {
    const person = this.#people.get(userId) ?? { busy: new Set(), asks: [] };
    person.asks = [...person.asks, ask];
    this.#people.set(userId, person);
    this.#waiting++;
    this.#next();
  }

  #next(): void {
    const fewestTurnsFirst = [...this.#people].sort(([, a], [, b]) => a.busy.size - b.busy.size);
    for (const [userId, person] of fewestTurnsFirst) {
      const ask = person.asks.find(({ model, place }) => place.free > 0 && !person.busy.has(model));
      if (!ask) continue;
      this.#start(userId, person, ask);
      this.#next();
      return;
    }
  }

  #start(userId: string, person: Person, ask: Ask): void {
    const { model, place, start } = ask;
    person.asks = person.asks.filter((other) => other !== ask);
    person.busy.add(model);
    this.#waiting--;
    place.free--;
    let holdsSlot = true;
    const freeSlot = (): void => {
      if (holdsSlot) place.free++;
      holdsSlot = false;
    };
    const patience = setTimeout(() => {
      freeSlot();
      this.#next();
    }, this.#patienceMs);
    patience.unref();
    start().finally(() => {
      clearTimeout(patience);
      freeSlot();
      person.busy.delete(model);
      // Behind all others who wait.
      this.#people.delete(userId);
      if (person.asks.length + person.busy.size > 0) this.#people.set(userId, person);
      this.#next();
    });
  }
}
