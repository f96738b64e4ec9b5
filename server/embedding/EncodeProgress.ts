/** Before the first encode has been timed. */
const FIRST_GUESS_MS = 1_000;
const TICK_MS = 150;
/** Fractions at which the stages begin. Within the encoder only time passes, so the rest is an estimate. */
const READING = 0.05;
const ENCODING = 0.25;
const NEARLY = 0.95;

/** Guesses how far an encode is from how long the last ones took; never says 1 before it is done. */
export class EncodeProgress {
  #expectedMs = FIRST_GUESS_MS;

  /** `show` hears fractions that never fall, from 0 on; call `done` in any case. */
  begin(show: (fraction: number) => void): {
    reading(): void;
    encoding(): void;
    done(encodeMs?: number): void;
  } {
    let timer: NodeJS.Timeout | undefined;
    show(0);
    return {
      reading: () => show(READING),
      encoding: () => {
        const startedAt = performance.now();
        show(ENCODING);
        timer = setInterval(() => {
          const elapsed = (performance.now() - startedAt) / this.#expectedMs;
          show(Math.min(NEARLY, ENCODING + (NEARLY - ENCODING) * elapsed));
        }, TICK_MS);
        timer.unref();
      },
      done: (encodeMs) => {
        clearInterval(timer);
        if (encodeMs === undefined) return;
        this.#expectedMs += (encodeMs - this.#expectedMs) / 2;
        show(1);
      },
    };
  }
}
