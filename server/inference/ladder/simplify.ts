import type { OnnxGraph, OnnxNode } from '../onnx/onnxModel.ts';
import { consumersOf, producersOf, rewritten } from '../onnx/surgery.ts';
import { numbersOf } from '../onnx/tensors.ts';
import type { GraphFacts } from './graphFacts.ts';

type Dims = GraphFacts['dims'];

const arithmetic = new Set(['Add', 'Sub', 'Mul', 'Div']);
/** What gives back what it was given when it does not change its size. */
const reshaping = new Set(['Reshape', 'Expand', 'Tile', 'Flatten', 'Resize', 'Unsqueeze', 'Squeeze']);

/** Without what changes nothing: reshapes to the same size, additions of 0, products with 1 and with 0. */
export function simplified(graph: OnnxGraph, dims: Dims): OnnxGraph {
  const producers = producersOf(graph);
  const consumers = consumersOf(graph);
  const replacements = new Map<string, string>();
  const final = (name: string): string => {
    const next = replacements.get(name);
    return next === undefined ? name : final(next);
  };
  const isAll = (name: string, value: number): boolean => {
    const constant = graph.constants.get(name);
    return constant?.type === 'float32' && (numbersOf(constant) ?? []).every((one: number) => one === value);
  };
  const isZero = (name: string): boolean => {
    if (isAll(name, 0)) return true;
    const node = producers.get(name);
    return node?.type === 'Mul' && node.inputs.some((input) => isZero(final(input)));
  };
  /** Whether `name`, of the size `wanted` once it met `node`'s other operand, may stand where that size was. */
  const fits = (node: OnnxNode, name: string): boolean => {
    const wanted = dims.get(node.outputs[0]);
    if (isSameSize(dims.get(name), wanted)) return true;
    const readers = consumers.get(node.outputs[0]) ?? [];
    return readers.every(
      (reader) =>
        arithmetic.has(reader.type) &&
        reader.inputs.some((other) => other !== node.outputs[0] && isSameSize(dims.get(other), wanted)),
    );
  };
  for (const node of graph.nodes) {
    const [output] = node.outputs;
    const [a, b] = node.inputs.map(final);
    const isSame =
      node.type === 'Identity' || (reshaping.has(node.type) && isSameSize(dims.get(a), dims.get(output)));
    if (isSame) replacements.set(output, a);
    else if (node.type === 'Add' && isZero(a) && fits(node, b)) replacements.set(output, b);
    else if (node.type === 'Add' && isZero(b) && fits(node, a)) replacements.set(output, a);
    else if (node.type === 'Mul' && isAll(a, 1) && fits(node, b)) replacements.set(output, b);
    else if (node.type === 'Mul' && isAll(b, 1) && fits(node, a)) replacements.set(output, a);
  }
  return rewritten(graph, replacements);
}

/** One size may follow the prompt: as many elements in all are then as many along it. */
function isSameSize(
  a: readonly (number | null)[] | undefined,
  b: readonly (number | null)[] | undefined,
): boolean {
  if (!a || !b || a.length !== b.length) return false;
  return a.every((size, axis) => size === b[axis]) && a.filter((size) => size === null).length <= 1;
}
