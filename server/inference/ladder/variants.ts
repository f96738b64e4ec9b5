import type { Tensors } from '../family/modelFamily.ts';
import { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxModel, OnnxNode } from '../onnx/onnxModel.ts';
import { producersOf, rewritten } from '../onnx/surgery.ts';
import { float32, numbersOf } from '../onnx/tensors.ts';
import { settled } from './cut.ts';
import { folded } from './fold.ts';
import { graphFacts } from './graphFacts.ts';
import { spread } from './spread.ts';

/** A decoder for some of the prompts. */
export interface Variant {
  readonly model: OnnxModel;
  readonly prompts: readonly Tensors[];
}

export interface Variants {
  /** The input, float32[1], that says which: 0 the first, 1 the second; absent when there is one for all. */
  readonly switch?: string;
  readonly all: readonly Variant[];
}

/**
 * Where an input switches part of the graph on and off, as `has_mask_input` does: a decoder for each. Without a mask
 * far more of it follows from the image alone.
 */
export async function splitBySwitch(
  model: OnnxModel,
  prompts: readonly Tensors[],
  embedding: ReadonlySet<string>,
): Promise<Variants> {
  const name = model.graph.inputs.map((input) => input.name).find((input) => isSwitch(input, prompts));
  if (name === undefined) return { all: [{ model, prompts }] };
  const at = async (value: 0 | 1): Promise<Variant> => {
    const own = prompts.filter((prompt) => prompt[name].data[0] === value);
    const fixed = await folded(model, new Map([[name, float32([1], [value])]]));
    return { model: await settled(fixed, own), prompts: own };
  };
  const [off, on] = [await at(0), await at(1)];
  const alike = alignedWith(off.model, on.model);
  const facts = await graphFacts(alike, on.prompts);
  const apart = { ...alike, graph: spread(alike.graph, facts, embedding) };
  return { switch: name, all: [off, { ...on, model: await folded(apart, new Map()) }] };
}

function isSwitch(name: string, prompts: readonly Tensors[]): boolean {
  const values = prompts.map((prompt) => prompt[name]);
  if (!values.every(({ dims, data }) => dims.join() === '1' && (data[0] === 0 || data[0] === 1)))
    return false;
  return new Set(values.map(({ data }) => data[0])).size === 2;
}

/**
 * `on`, where it adds something to a value to which `off` adds a constant, adds that constant first and the difference
 * then: what comes of the value with the constant is then the same in both, and need be kept once.
 */
function alignedWith(off: OnnxModel, on: OnnxModel): OnnxModel {
  const [inOff, inOn] = [producersOf(off.graph), producersOf(on.graph)];
  const builder = new GraphBuilder('aligned');
  const replacements = new Map<string, string>();
  for (const [name, node] of inOn) {
    const other = inOff.get(name);
    if (node.type !== 'Add' || other?.type !== 'Add') continue;
    const constant = other.inputs.find((input) => off.graph.constants.has(input));
    const base = other.inputs.find((input) => input !== constant);
    const part = node.inputs.find((input) => input !== base);
    if (!constant || !base || !part || !node.inputs.includes(base)) continue;
    const tensor = off.graph.constants.get(constant);
    if (!tensor || on.graph.constants.has(part)) continue;
    const own = builder.constant(tensor);
    const rest = lessConstant(builder, on, inOn.get(part), part, own, numbersOf(tensor));
    replacements.set(name, builder.op('Add', [builder.op('Add', [base, own]), rest]));
  }
  return { ...on, graph: rewritten(on.graph, replacements, builder) };
}

/** `part` - `constant`; a convolution takes a constant of each channel into its bias. */
function lessConstant(
  builder: GraphBuilder,
  { graph }: OnnxModel,
  node: OnnxNode | undefined,
  part: string,
  constant: string,
  values: ArrayLike<number> | undefined,
): string {
  const bias = node?.type === 'Conv' ? graph.constants.get(node.inputs[2] ?? '') : undefined;
  const channels = bias && numbersOf(bias);
  if (!node || !channels || values?.length !== channels.length) return builder.op('Sub', [part, constant]);
  const less = builder.floats(Float32Array.from(channels, (value, i) => value - values[i]));
  return builder.again(node, [node.inputs[0], node.inputs[1], less]);
}
