import { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxGraph, OnnxNode } from '../onnx/onnxModel.ts';
import { dependents, producersOf, rewritten } from '../onnx/surgery.ts';
import type { GraphFacts } from './graphFacts.ts';
import { isPerm } from './spread.ts';

/** Tokens of an image are many; those of a prompt have no fixed number. */
const MANY = 1024;

/**
 * Attention between the few tokens of a prompt and the many of an image, with the linear layers of the many moved to
 * the few: q · (X · W)ᵀ = (q · Wᵀ) · Xᵀ for keys, P · (X · W) = (P · X) · W for values, and likewise for queries and
 * for what comes out. [heads · few, channels] products take the place of [many, channels] ones. Undefined when nothing
 * of that kind is in the graph.
 */
export function absorbed(
  graph: OnnxGraph,
  { dims }: GraphFacts,
  embedding: ReadonlySet<string>,
): OnnxGraph | undefined {
  const builder = new GraphBuilder('absorb');
  const producers = producersOf(graph);
  const inputs = graph.inputs.map(({ name }) => name).filter((name) => !embedding.has(name));
  const site: Site = {
    graph,
    builder,
    dims,
    prompted: dependents(graph, inputs),
    producer: (name) => producers.get(name),
  };
  const replacements = new Map<string, string>();
  for (const node of graph.nodes) {
    if (node.type !== 'MatMul') continue;
    const made = ofKeys(site, node) ?? ofValues(site, node) ?? ofQueries(site, node) ?? ofOutput(site, node);
    if (made !== undefined) replacements.set(node.outputs[0], made);
  }
  return replacements.size > 0 ? rewritten(graph, replacements, builder) : undefined;
}

interface Site {
  readonly graph: OnnxGraph;
  readonly builder: GraphBuilder;
  readonly dims: GraphFacts['dims'];
  readonly prompted: ReadonlySet<string>;
  readonly producer: (name: string) => OnnxNode | undefined;
}

interface Heads {
  /** [1, many, C] */
  readonly x: string;
  /** [C, heads · size] */
  readonly weight: string;
  /** [heads · size] */
  readonly bias: string;
  readonly channels: number;
  readonly heads: number;
  readonly size: number;
}

/** A value that is heads of a linear layer of many tokens: Transpose(Reshape(X · W + b)). */
function headsOf({ dims, graph, producer, prompted }: Site, value: string, perm: string): Heads | undefined {
  const turned = producer(value);
  const split = turned?.type === 'Transpose' && isPerm(turned, perm) ? producer(turned.inputs[0]) : undefined;
  const sum = split?.type === 'Reshape' ? producer(split.inputs[0]) : undefined;
  if (!split || sum?.type !== 'Add') return undefined;
  const [, many, heads, size] = dims.get(split.outputs[0]) ?? [];
  const bias = sum.inputs.find((name) => graph.constants.get(name)?.dims.length === 1);
  const product = producer(sum.inputs.find((name) => name !== bias) ?? '');
  if (product?.type !== 'MatMul' || !bias || !many || many < MANY || !heads || !size) return undefined;
  const [x, weight] = product.inputs;
  const [channels, width] = graph.constants.get(weight)?.dims ?? [];
  if (width !== heads * size || !prompted.has(x)) return undefined;
  return { x, weight, bias, channels, heads, size };
}

/** The weight as [heads, ·, ·], by a permutation of [channels, heads, size]. */
const perHead = (
  { builder }: Site,
  { channels, heads, size, weight }: Heads,
  perm: readonly number[],
): string =>
  builder.op('Transpose', [builder.op('Reshape', [weight, builder.ints([channels, heads, size])])], { perm });

/** Few queries on many keys: q · Kᵀ. */
function ofKeys(site: Site, { inputs: [queries, keys] }: OnnxNode): string | undefined {
  const { builder, dims } = site;
  const found = headsOf(site, keys, '0,2,3,1');
  if (!found || dims.get(queries)?.at(2) !== null) return undefined;
  const { channels, heads, size, x } = found;
  const many = dims.get(x)?.[1] ?? 0;
  const folded = builder.op('MatMul', [queries, perHead(site, found, [1, 2, 0])]);
  const rows = builder.op('Reshape', [folded, builder.ints([1, -1, channels])]);
  const scores = builder.op('MatMul', [rows, builder.op('Transpose', [x], { perm: [0, 2, 1] })]);
  const own = builder.op('MatMul', [
    queries,
    builder.op('Reshape', [found.bias, builder.ints([heads, size, 1])]),
  ]);
  return builder.op('Add', [builder.op('Reshape', [scores, builder.ints([1, heads, -1, many])]), own]);
}

/** Few weighted sums of many values, whose weights add up to 1: P · V. */
function ofValues(site: Site, { inputs: [weights, values] }: OnnxNode): string | undefined {
  const { builder, dims, producer } = site;
  const found = headsOf(site, values, '0,2,1,3');
  const softmax = producer(weights);
  const axis = softmax?.attributes.axis;
  if (!found || softmax?.type !== 'Softmax' || axis?.kind !== 'int' || ![-1, 3].includes(axis.value))
    return undefined;
  if (dims.get(weights)?.at(2) !== null) return undefined;
  const { channels, heads, size, x } = found;
  const many = dims.get(x)?.[1] ?? 0;
  const rows = builder.op('MatMul', [builder.op('Reshape', [weights, builder.ints([1, -1, many])]), x]);
  const sums = builder.op('Reshape', [rows, builder.ints([1, heads, -1, channels])]);
  const product = builder.op('MatMul', [sums, perHead(site, found, [1, 0, 2])]);
  return builder.op('Add', [product, builder.op('Reshape', [found.bias, builder.ints([heads, 1, size])])]);
}

/** Many queries on few keys. */
function ofQueries(site: Site, { inputs: [queries, keys] }: OnnxNode): string | undefined {
  const { builder, dims } = site;
  const found = headsOf(site, queries, '0,2,1,3');
  if (!found || dims.get(keys)?.at(3) !== null) return undefined;
  const { channels, heads, size, x } = found;
  const many = dims.get(x)?.[1] ?? 0;
  const folded = builder.op('MatMul', [perHead(site, found, [1, 0, 2]), keys]);
  const columns = builder.op('Reshape', [
    builder.op('Transpose', [folded], { perm: [0, 2, 1, 3] }),
    builder.ints([1, channels, -1]),
  ]);
  const scores = builder.op('Reshape', [
    builder.op('MatMul', [x, columns]),
    builder.ints([1, many, heads, -1]),
  ]);
  const own = builder.op('MatMul', [
    builder.op('Reshape', [found.bias, builder.ints([heads, 1, size])]),
    keys,
  ]);
  return builder.op('Add', [builder.op('Transpose', [scores], { perm: [0, 2, 1, 3] }), own]);
}

/** What many queries took from few values, joined and through a linear layer. */
function ofOutput(
  { builder, dims, graph, producer }: Site,
  { inputs: [joined, weight] }: OnnxNode,
): string | undefined {
  const flat = producer(joined);
  const turned = flat?.type === 'Reshape' ? producer(flat.inputs[0]) : undefined;
  const taken =
    turned?.type === 'Transpose' && isPerm(turned, '0,2,1,3') ? producer(turned.inputs[0]) : undefined;
  const [width, channels] = graph.constants.get(weight)?.dims ?? [];
  if (taken?.type !== 'MatMul' || !width) return undefined;
  const [weights, values] = taken.inputs;
  const [, heads, many, few] = dims.get(weights) ?? [];
  if (!heads || !many || many < MANY || few !== null) return undefined;
  const split = builder.op('Reshape', [weight, builder.ints([heads, width / heads, channels])]);
  const folded = builder.op('MatMul', [values, split]);
  const rows = builder.op('Reshape', [folded, builder.ints([1, -1, channels])]);
  const turnedWeights = builder.op('Transpose', [weights], { perm: [0, 2, 1, 3] });
  return builder.op('MatMul', [builder.op('Reshape', [turnedWeights, builder.ints([1, many, -1])]), rows]);
}
