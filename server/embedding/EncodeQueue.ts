/** Somebody waits for this picture, or somebody may soon. */
export type EncodePriority = 'interactive' | 'prewarm';

export interface EncodeTicket {
  /** May change while it waits. */
  priority: EncodePriority;
}

interface Waiting {
  readonly ticket: EncodeTicket;
  readonly start: () => Promise<unknown>;
}

/** One picture is read and resized while the one before it is in the encoder. */
const LANES = 2;

/** Pictures to encode: those that somebody waits for first, otherwise as they came. */
export class EncodeQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;

  add<T>(priority: EncodePriority, work: () => Promise<T>): { ticket: EncodeTicket; result: Promise<T> } {
    const ticket: EncodeTicket = { priority };
    const result = new Promise<T>((resolve, reject) => {
      this.#waiting.push({ ticket, start: () => work().then(resolve, reject) });
    });
    this.#next();
    return { ticket, result };
  }

  #next(): void {
    while (this.#running < LANES && this.#waiting.length > 0) {
      const urgent = this.#waiting.findIndex(({ ticket }) => ticket.priority === 'interactive');
      const [{ start }] = this.#waiting.splice(Math.max(0, urgent), 1);
      this.#running++;
      start().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}
