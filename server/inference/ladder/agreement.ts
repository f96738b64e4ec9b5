import type { Tensors } from '../family/modelFamily.ts';
import { floatsOf, type OpenRung } from './rungModel.ts';

/**
 * The largest difference between what two decoders answer to the same prompts, as a part of the largest number in that
 * answer (of 1 when that is smaller). Infinity when they differ in size or one answers not a number.
 */
export async function differenceOf(
  original: OpenRung,
  candidate: OpenRung,
  prompts: readonly Tensors[],
): Promise<number> {
  const [before, after] = [await original.prepare(prompts), await candidate.prepare(prompts)];
  let most = 0;
  for (const i of prompts.keys()) {
    const [expected, found] = [await original.decode(before[i]), await candidate.decode(after[i])];
    for (const [name, tensor] of Object.entries(expected)) {
      if (found[name].dims.join() !== tensor.dims.join()) return Number.POSITIVE_INFINITY;
      most = Math.max(most, largestDifference(floatsOf(tensor), floatsOf(found[name])));
    }
  }
  return most;
}

function largestDifference(expected: Float32Array, found: Float32Array): number {
  let [scale, most] = [1, 0];
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(expected[i] - found[i]);
    if (!(difference <= most)) {
      if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
      most = difference;
    }
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return most / scale;
}

const WARM_UP = 2;

/** Median milliseconds of a decode of each, measured turn by turn: a machine's mood is the same for all. */
export async function decodeTimes(
  rungs: readonly OpenRung[],
  prompts: readonly Tensors[],
  rounds: number,
): Promise<number[]> {
  const prepared = await Promise.all(rungs.map((rung) => rung.prepare(prompts)));
  const taken: number[][] = rungs.map(() => []);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [i, rung] of rungs.entries()) {
      const prompt = prepared[i][(round + WARM_UP) % prompts.length];
      const startedAt = performance.now();
      await rung.decode(prompt);
      if (round >= 0) taken[i].push(performance.now() - startedAt);
    }
  }
  return taken.map((times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
}
