/** Somebody waits for this picture, or somebody may soon. */
export type EncodePriority = 'interactive' | 'prewarm';

export interface EncodeTicket {
  priority: EncodePriority;
  readonly start: () => Promise<void>;
}

/** One picture is read and resized while the one before it is in the encoder. */
const LANES = 2;

/** Pictures to encode: those that somebody waits for first, otherwise as they came. */
export class EncodeQueue {
  readonly #waiting: EncodeTicket[] = [];
  #running = 0;

  add(ticket: EncodeTicket): void {
    this.#waiting.push(ticket);
    this.#next();
  }

  #next(): void {
    while (this.#running < LANES && this.#waiting.length > 0) {
      const urgent = this.#waiting.findIndex(({ priority }) => priority === 'interactive');
      const [ticket] = this.#waiting.splice(Math.max(0, urgent), 1);
      this.#running++;
      ticket.start().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}
