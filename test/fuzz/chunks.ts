import { randomInt } from 'node:crypto';

/** Frames of one server's life: the document stays small, and a seed makes them all again. */
export const CHUNK = 500;

/** The pinned seeds first, then new ones, for at least so many frames. */
export function chunkSeeds(frames: number, pinned: readonly number[]): number[] {
  const chunks = Math.max(1, Math.ceil(frames / CHUNK) - pinned.length);
  return [...pinned, ...Array.from({ length: chunks }, () => randomInt(2 ** 31))];
}

/** Runs one chunk; what goes wrong names the seed that shows it again. */
export async function runChunk(seed: number, run: (seed: number) => Promise<void>): Promise<void> {
  try {
    await run(seed);
  } catch (cause) {
    throw new Error(`failed with seed ${seed}: add it to test/fuzz/pinnedSeeds.ts`, { cause });
  }
}
