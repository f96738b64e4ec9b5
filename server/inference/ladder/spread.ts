import { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxGraph, OnnxNode } from '../onnx/onnxModel.ts';
import { dependents, producersOf, rewritten } from '../onnx/surgery.ts';
import type { GraphFacts } from './graphFacts.ts';

/** Sizes of values; of those that are made here too. */
type Dims = Map<string, readonly (number | null)[]>;

/** Chains of sums and layouts are not longer. */
const MOST_PASSES = 24;

/**
 * Sums of something of the image and something of the prompt, moved apart: layouts and linear layers are applied to
 * each term for itself, so that those of the image need be computed once. A mask's part comes through few channels,
 * which its linear layers are folded into.
 */
export function spread(graph: OnnxGraph, facts: GraphFacts, embedding: ReadonlySet<string>): OnnxGraph {
  const dims: Dims = new Map(facts.dims);
  let current = graph;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const site = siteOf(current, dims, embedding, pass);
    const replacements = new Map<string, string>();
    for (const node of current.nodes) {
      const [output] = node.outputs;
      if (!site.prompted.has(output)) continue;
      const made =
        reordered(site, node) ?? apart(site, node) ?? throughChannels(site, node) ?? perTerm(site, node);
      if (made === undefined) continue;
      dims.set(made, dims.get(output) ?? []);
      replacements.set(output, made);
    }
    if (replacements.size === 0) return current;
    current = rewritten(current, replacements, site.builder);
  }
  return current;
}

interface Site {
  readonly graph: OnnxGraph;
  readonly dims: Dims;
  readonly prompted: ReadonlySet<string>;
  readonly builder: GraphBuilder;
  readonly producer: (name: string) => OnnxNode | undefined;
  /** A sum of two equally large values, the one that does not follow from the prompt first. */
  readonly mixedSum: (name: string) => [image: string, prompt: string] | undefined;
}

function siteOf(graph: OnnxGraph, dims: Dims, embedding: ReadonlySet<string>, pass: number): Site {
  const inputs = graph.inputs.map(({ name }) => name).filter((name) => !embedding.has(name));
  const prompted = dependents(graph, inputs);
  const producers = producersOf(graph);
  const producer = (name: string): OnnxNode | undefined => producers.get(name);
  const mixedSum = (name: string): [string, string] | undefined => {
    const node = producer(name);
    if (node?.type !== 'Add') return undefined;
    const [a, b] = node.inputs;
    if (prompted.has(a) === prompted.has(b)) return undefined;
    const size = dims.get(name)?.join();
    if (dims.get(a)?.join() !== size || dims.get(b)?.join() !== size) return undefined;
    return prompted.has(b) ? [a, b] : [b, a];
  };
  return { graph, dims, prompted, builder: new GraphBuilder(`spread${pass}_`), producer, mixedSum };
}

/** x + (image + prompt) = (x + image) + prompt, for an x that does not follow from the prompt. */
function reordered(
  { builder, dims, mixedSum, prompted }: Site,
  { type, inputs, outputs }: OnnxNode,
): string | undefined {
  if (type !== 'Add') return undefined;
  const inner = inputs.find((name) => mixedSum(name));
  const outer = inputs.find((name) => name !== inner);
  const terms = inner && mixedSum(inner);
  if (!terms || !outer || prompted.has(outer) || dims.get(inner)?.join() !== dims.get(outputs[0])?.join())
    return undefined;
  const image = builder.op('Add', [outer, terms[0]]);
  dims.set(image, dims.get(outputs[0]) ?? []);
  return builder.op('Add', [image, terms[1]]);
}

/** layout(image + prompt) = layout(image) + layout(prompt) */
function apart({ builder, dims, mixedSum }: Site, node: OnnxNode): string | undefined {
  if (node.type !== 'Reshape' && node.type !== 'Transpose') return undefined;
  const terms = mixedSum(node.inputs[0]);
  if (!terms) return undefined;
  const parts = terms.map((term) => {
    const part = builder.again(node, [term, ...node.inputs.slice(1)]);
    dims.set(part, dims.get(node.outputs[0]) ?? []);
    return part;
  });
  return builder.op('Add', parts);
}

/** A pointwise convolution whose pixels become tokens: [1, C, H, W] → [1, H·W, C'] as a product of tokens. */
function throughChannels({ builder, dims, graph, producer }: Site, node: OnnxNode): string | undefined {
  const flat = node.type === 'Transpose' && isPerm(node, '0,2,1') ? producer(node.inputs[0]) : undefined;
  const conv = flat?.type === 'Reshape' ? producer(flat.inputs[0]) : undefined;
  if (conv?.type !== 'Conv' || conv.inputs.length !== 3) return undefined;
  const [x, weight, bias] = conv.inputs;
  const [size, kernel] = [dims.get(x), graph.constants.get(weight)?.dims];
  const { group, strides } = conv.attributes;
  if (size?.length !== 4 || kernel?.slice(2).join() !== '1,1' || (group?.kind === 'int' && group.value !== 1))
    return undefined;
  if (strides?.kind === 'ints' && strides.value.some((stride) => stride !== 1)) return undefined;
  const pixels = builder.op('Reshape', [x, builder.ints([1, kernel[1], -1])]);
  const tokens = builder.op('Transpose', [pixels], { perm: [0, 2, 1] });
  const matrix = builder.op(
    'Transpose',
    [builder.op('Reshape', [weight, builder.ints([kernel[0], kernel[1]])])],
    {
      perm: [1, 0],
    },
  );
  const product = builder.op('MatMul', [tokens, matrix]);
  dims.set(tokens, [1, null, kernel[1]]);
  dims.set(matrix, [kernel[1], kernel[0]]);
  dims.set(product, dims.get(node.outputs[0]) ?? []);
  return builder.op('Add', [product, bias]);
}

/** (image + (x · A + b)) · W = image · W + (x · (A · W) + b · W), for an x of fewer channels than W has rows. */
function perTerm({ builder, dims, mixedSum, producer, prompted }: Site, node: OnnxNode): string | undefined {
  if (node.type !== 'MatMul' || prompted.has(node.inputs[1])) return undefined;
  const terms = mixedSum(node.inputs[0]);
  const sum = terms && producer(terms[1]);
  const product = sum?.type === 'Add' ? producer(sum.inputs[0]) : undefined;
  if (
    !terms ||
    !sum ||
    product?.type !== 'MatMul' ||
    prompted.has(product.inputs[1]) ||
    prompted.has(sum.inputs[1])
  )
    return undefined;
  const [x, a] = product.inputs;
  const [channels, rows] = [dims.get(x)?.at(-1), dims.get(node.inputs[1])?.[0]];
  if (!channels || !rows || channels >= rows) return undefined;
  const weight = node.inputs[1];
  const size = dims.get(node.outputs[0]) ?? [];
  const image = builder.op('MatMul', [terms[0], weight]);
  const narrow = builder.op('MatMul', [x, builder.op('MatMul', [a, weight])]);
  const prompt = builder.op('Add', [narrow, builder.op('MatMul', [sum.inputs[1], weight])]);
  for (const name of [image, narrow, prompt]) dims.set(name, size);
  return builder.op('Add', [image, prompt]);
}

export function isPerm({ attributes: { perm } }: OnnxNode, wanted: string): boolean {
  return perm?.kind === 'ints' && perm.value.join() === wanted;
}
