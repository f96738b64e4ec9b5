import type { Tensors } from '../family/modelFamily.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from '../onnx/onnxModel.ts';
import { openModel } from '../onnx/openModel.ts';
import { readsOf } from '../onnx/surgery.ts';
import { numbersOf } from '../onnx/tensors.ts';

/** What holds of a graph's values for every prompt; null in dims: the size follows the prompt. */
export interface GraphFacts {
  readonly dims: ReadonlyMap<string, readonly (number | null)[]>;
  /** Values that are computed from sizes alone, and are the same for every prompt. */
  readonly settled: ReadonlyMap<string, OnnxTensor>;
}

const DIMS = ':dims';

/**
 * Runs the graph for prompts that differ in everything a prompt can differ in, and looks at the size of every value:
 * shape inference that knows every operator. What it says of prompts that were not asked is a guess, so whatever is
 * made with it is held against the original graph afterwards.
 */
export async function graphFacts(model: OnnxModel, prompts: readonly Tensors[]): Promise<GraphFacts> {
  const { graph } = model;
  const sizes = valuesOfSizes(graph);
  const values = graph.nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== ''));
  const measures: OnnxNode[] = values.map((name) => ({
    type: 'Shape',
    domain: '',
    inputs: [name],
    outputs: [name + DIMS],
    attributes: {},
  }));
  const wanted = [...measures.flatMap(({ outputs }) => outputs), ...sizes];
  const probe = await openModel({
    ...model,
    graph: { ...graph, nodes: [...graph.nodes, ...measures], outputs: wanted.map((name) => ({ name })) },
  });
  const dims = new Map<string, (number | null)[]>();
  const settled = new Map<string, OnnxTensor>();
  try {
    for (const [i, prompt] of prompts.entries()) {
      const found = await probe.run(prompt);
      for (const name of values) {
        const size = Array.from(numbersOf(found[name + DIMS]) ?? []);
        const known = dims.get(name);
        if (known && known.length !== size.length) throw new Error(`${name} has no fixed number of axes`);
        dims.set(name, known ? known.map((one, axis) => (one === size[axis] ? one : null)) : size);
      }
      for (const name of sizes) {
        const known = settled.get(name);
        if (i === 0) settled.set(name, found[name]);
        else if (known && !isSame(known, found[name])) settled.delete(name);
      }
    }
  } finally {
    await probe.close();
  }
  for (const { name, dims: own } of graph.inputs) {
    const size = prompts.map((prompt) => prompt[name].dims);
    dims.set(
      name,
      (own ?? []).map((_, axis) => (size.every((one) => one[axis] === size[0][axis]) ? size[0][axis] : null)),
    );
  }
  for (const [name, tensor] of graph.constants) dims.set(name, [...tensor.dims]);
  return { dims, settled };
}

/** Made of sizes (Shape, Size) and constants only: what goes through no input's contents. */
function valuesOfSizes({ nodes, constants }: OnnxGraph): string[] {
  const made = new Set<string>();
  for (const node of nodes) {
    if (Object.values(node.attributes).some(({ kind }) => kind === 'graph')) continue;
    const isSize = node.type === 'Shape' || node.type === 'Size';
    const reads = readsOf(node);
    const fromSizes =
      reads.some((name) => made.has(name)) && reads.every((name) => made.has(name) || constants.has(name));
    if (isSize || fromSizes) for (const name of node.outputs) made.add(name);
  }
  return [...made];
}

const isSame = (a: OnnxTensor, b: OnnxTensor): boolean =>
  a.dims.join() === b.dims.join() && Buffer.from(a.bytes).equals(b.bytes);
