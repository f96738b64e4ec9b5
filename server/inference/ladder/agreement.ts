import { FILLED_SIZE } from '../family/filledSize.ts';
import type { Tensors } from '../family/modelFamily.ts';
import type { OnnxTensor } from '../onnx/onnxModel.ts';
import { floatsOf, type OpenRung } from './rungModel.ts';

/**
 * The largest difference between what two decoders answer to the same prompts, as a part of the largest number in that
 * answer (of 1 when that is smaller). Infinity when they differ in size or one answers not a number; masks of the part
 * of a frame that shows the picture are held against that part.
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
      const part = partOf(tensor, found[name].dims, prompts[i][FILLED_SIZE]?.data);
      if (!part) return Number.POSITIVE_INFINITY;
      most = Math.max(most, largestDifference(part, floatsOf(found[name])));
    }
  }
  return most;
}

/** The top left part, of these dims, of each plane; undefined when there is none that holds all that is `filled`. */
function partOf(
  tensor: OnnxTensor,
  dims: readonly number[],
  filled?: ArrayLike<number>,
): Float32Array | undefined {
  const all = floatsOf(tensor);
  if (dims.join() === tensor.dims.join()) return all;
  if (!filled || dims.length < 3 || dims.slice(0, -2).join() !== tensor.dims.slice(0, -2).join())
    return undefined;
  const [[rows, columns], [height, width]] = [dims.slice(-2), tensor.dims.slice(-2)];
  if (rows < filled[0] || columns < filled[1] || rows > height || columns > width) return undefined;
  const count = all.length / (height * width);
  const part = new Float32Array(count * rows * columns);
  for (let row = 0; row < count * rows; row++) {
    const at = (Math.floor(row / rows) * height + (row % rows)) * width;
    part.set(all.subarray(at, at + columns), row * columns);
  }
  return part;
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

/**
 * Milliseconds of processor time for a decode of each, measured turn by turn: a machine's mood is the same for all, and
 * what else runs on it is not counted. The mean over the rounds, whose prompts differ in what they cost, of the better of
 * two runs.
 */
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
      const spent = Math.min(await processorMs(rung, prompt), await processorMs(rung, prompt));
      if (round >= 0) taken[i].push(spent);
    }
  }
  return taken.map((times) => times.reduce((sum, spent) => sum + spent, 0) / times.length);
}

async function processorMs(rung: OpenRung, prompt: Tensors): Promise<number> {
  const before = process.cpuUsage();
  await rung.decode(prompt);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
