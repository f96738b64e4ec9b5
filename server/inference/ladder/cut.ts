import type { TensorData, Tensors } from '../family/modelFamily.ts';
import type { OnnxModel, OnnxTensor } from '../onnx/onnxModel.ts';
import { pruned } from '../onnx/surgery.ts';
import { float32, int64 } from '../onnx/tensors.ts';
import { folded } from './fold.ts';
import { graphFacts } from './graphFacts.ts';
import { simplified } from './simplify.ts';

/**
 * The decoder with the low-res masks and the scores for its only outputs: what enlarges masks to the picture's size
 * goes, with the inputs that only say that size, and with everything that comes to the same for each prompt.
 */
export async function cutDecoder(
  model: OnnxModel,
  outputs: readonly string[],
  prompts: readonly Tensors[],
  embedding: Tensors,
): Promise<OnnxModel> {
  const wanted = model.graph.outputs.filter(({ name }) => outputs.includes(name));
  const bare = { ...model, graph: pruned(model.graph, wanted) };
  return settled(await folded(bare, sameInputs(bare, prompts, embedding)), prompts);
}

/** Without what computes sizes, and what comes to nothing. */
export async function settled(model: OnnxModel, prompts: readonly Tensors[]): Promise<OnnxModel> {
  const facts = await graphFacts(model, prompts);
  const plain = await folded(model, facts.settled);
  return { ...plain, graph: simplified(plain.graph, facts.dims) };
}

/** Inputs that are the same with every prompt. */
function sameInputs(
  { graph }: OnnxModel,
  prompts: readonly Tensors[],
  embedding: Tensors,
): Map<string, OnnxTensor> {
  const same = new Map<string, OnnxTensor>();
  for (const { name, type } of graph.inputs) {
    if (Object.hasOwn(embedding, name)) continue;
    const [first, ...others] = prompts.map((prompt) => prompt[name]);
    if (!others.every((one) => isSame(one, first))) continue;
    if (type === 'float32') same.set(name, float32(first.dims, first.data));
    if (type === 'int64') same.set(name, int64(first.dims, [...first.data]));
  }
  return same;
}

const isSame = (a: TensorData, b: TensorData): boolean =>
  a.dims.join() === b.dims.join() && a.data.every((value, i) => value === b.data[i]);
