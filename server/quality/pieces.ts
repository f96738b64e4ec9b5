import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that may be interrupted wherever it yields. */
export type Steps<T> = Generator<void, T, void>;

/** Whoever labels meanwhile is held up no longer than this, and one step. */
const PIECE_MS = 8;

/** Does the work piece by piece, each after a turn for everybody else: hundreds of shapes in one heap take seconds. */
export async function inPieces<T>(steps: Steps<T>, pieceMs = PIECE_MS): Promise<T> {
  for (;;) {
    await nextTurn();
    const until = performance.now() + pieceMs;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
  }
}
