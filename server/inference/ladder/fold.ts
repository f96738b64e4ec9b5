import type { OnnxModel, OnnxTensor } from '../onnx/onnxModel.ts';
import { openModel } from '../onnx/openModel.ts';
import { consumersOf, dependents, pruned } from '../onnx/surgery.ts';
import { elementsOf } from '../onnx/tensors.ts';

/** A constant that nobody wrote into the file is not worth more memory than this. */
const MOST_ELEMENTS = 4 * 1024 * 1024;

/** The graph with `known` in place of what computes them, and with everything computed that no input decides. */
export async function folded(model: OnnxModel, known: ReadonlyMap<string, OnnxTensor>): Promise<OnnxModel> {
  const settled = withConstants(model, known);
  const { graph } = settled;
  const open = dependents(
    graph,
    graph.inputs.map(({ name }) => name),
  );
  const consumers = consumersOf(graph);
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const wanted = graph.nodes
    .flatMap((node) => node.outputs)
    .filter((name) => name !== '' && !open.has(name))
    .filter(
      (name) =>
        outputs.has(name) || consumers.get(name)?.some((node) => node.outputs.some((one) => open.has(one))),
    );
  if (wanted.length === 0) return settled;
  const alone = await openModel({
    ...model,
    graph: pruned(
      graph,
      wanted.map((name) => ({ name })),
    ),
  });
  try {
    const values = Object.entries(await alone.run({}));
    return withConstants(
      settled,
      new Map(values.filter(([, { dims }]) => elementsOf(dims) <= MOST_ELEMENTS)),
    );
  } finally {
    await alone.close();
  }
}

function withConstants(model: OnnxModel, known: ReadonlyMap<string, OnnxTensor>): OnnxModel {
  const { graph } = model;
  const nodes = graph.nodes.filter(({ outputs }) => !outputs.every((name) => known.has(name)));
  const constants = new Map([...graph.constants, ...known]);
  const inputs = graph.inputs.filter(({ name }) => !known.has(name));
  return { ...model, graph: pruned({ ...graph, nodes, constants, inputs }, graph.outputs) };
}
