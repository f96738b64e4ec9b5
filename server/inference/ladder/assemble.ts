import { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from '../onnx/onnxModel.ts';
import { pruned } from '../onnx/surgery.ts';
import { valueKeys } from './valueKeys.ts';

/** A graph that is one of two, as `condition`, a value of type bool of one element, says. */
export interface Choice {
  readonly condition: (builder: GraphBuilder) => string;
  readonly whenTrue: Branching;
  readonly whenFalse: Branching;
}
export type Branching = OnnxGraph | Choice;

const isChoice = (graph: Branching): graph is Choice => 'condition' in graph;

/** One graph of several; takes what they take, and of `model`'s inputs what says which. Shared constants are in it once. */
export function assembled(model: OnnxModel, branching: Branching): OnnxModel {
  if (!isChoice(branching)) return { ...model, graph: branching };
  const constants = new Map<string, OnnxTensor>();
  const inputs = new Map(model.graph.inputs.map((input) => [input.name, input]));
  let count = 0;
  const branch = (part: Branching): OnnxGraph => {
    const prefix = `branch${count++}/`;
    if (isChoice(part)) {
      const builder = new GraphBuilder(`${prefix}choice`);
      const node = choose(builder, part, prefix);
      for (const [name, tensor] of builder.constants) constants.set(name, tensor);
      return {
        nodes: [...builder.nodes, node],
        constants: new Map(),
        inputs: [],
        outputs: node.outputs.map((name) => ({ name })),
      };
    }
    for (const input of part.inputs) inputs.set(input.name, input);
    const keys = valueKeys(part);
    for (const [name, tensor] of part.constants) constants.set(keys.get(name) ?? name, tensor);
    const called = (name: string): string => {
      if (name === '' || inputs.has(name)) return name;
      return part.constants.has(name) ? (keys.get(name) ?? name) : prefix + name;
    };
    return {
      nodes: part.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map(called),
        outputs: node.outputs.map((name) => (name === '' ? name : prefix + name)),
      })),
      constants: new Map(),
      inputs: [],
      outputs: part.outputs.map(({ name, type, dims }) => ({ name: called(name), type, dims })),
    };
  };
  const outputs = outputsOf(branching);
  const choose = (
    builder: GraphBuilder,
    { condition, whenTrue, whenFalse }: Choice,
    prefix: string,
  ): OnnxNode => ({
    type: 'If',
    domain: '',
    inputs: [condition(builder)],
    outputs: outputs.map(({ name }) => prefix + name),
    attributes: {
      then_branch: { kind: 'graph', value: branch(whenTrue) },
      else_branch: { kind: 'graph', value: branch(whenFalse) },
    },
  });
  const builder = new GraphBuilder('choice');
  const node = choose(builder, branching, '');
  const graph = {
    nodes: [...builder.nodes, node],
    constants: new Map([...constants, ...builder.constants]),
    inputs: [...inputs.values()],
    outputs,
  };
  return { ...model, graph: pruned(graph, outputs) };
}

const outputsOf = (branching: Branching): readonly OnnxValue[] =>
  isChoice(branching) ? outputsOf(branching.whenTrue) : branching.outputs;
