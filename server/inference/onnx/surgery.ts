import type { GraphBuilder } from './GraphBuilder.ts';
import type { OnnxGraph, OnnxNode } from './onnxModel.ts';

/** Every value that a node reads, those that its branches reach out for included. */
export function readsOf({ inputs, attributes }: OnnxNode): string[] {
  const reads = inputs.filter((name) => name !== '');
  for (const attribute of Object.values(attributes)) {
    if (attribute.kind === 'graph') reads.push(...reachedFor(attribute.value));
  }
  return reads;
}

function reachedFor({ nodes, constants, inputs, outputs }: OnnxGraph): string[] {
  const own = new Set([
    ...constants.keys(),
    ...inputs.map(({ name }) => name),
    ...nodes.flatMap((node) => node.outputs),
  ]);
  const read = [...nodes.flatMap(readsOf), ...outputs.map(({ name }) => name)];
  return read.filter((name) => !own.has(name));
}

export function producersOf({ nodes }: Pick<OnnxGraph, 'nodes'>): Map<string, OnnxNode> {
  const producers = new Map<string, OnnxNode>();
  for (const node of nodes) for (const name of node.outputs) producers.set(name, node);
  return producers;
}

export function consumersOf({ nodes }: Pick<OnnxGraph, 'nodes'>): Map<string, OnnxNode[]> {
  const consumers = new Map<string, OnnxNode[]>();
  for (const node of nodes) {
    for (const name of new Set(readsOf(node))) consumers.set(name, [...(consumers.get(name) ?? []), node]);
  }
  return consumers;
}

/** `names` and every value that is made of one of them. */
export function dependents({ nodes }: Pick<OnnxGraph, 'nodes'>, names: Iterable<string>): Set<string> {
  const dependent = new Set(names);
  for (const node of nodes) {
    if (readsOf(node).some((name) => dependent.has(name)))
      for (const name of node.outputs) dependent.add(name);
  }
  return dependent;
}

/** The graph with these outputs only, and only what they are made of. */
export function pruned(graph: OnnxGraph, outputs: OnnxGraph['outputs']): OnnxGraph {
  const producers = producersOf(graph);
  const needed = new Set<string>();
  const nodes: OnnxNode[] = [];
  const seen = new Set<OnnxNode>();
  // Depth first, without recursion: graphs are deeper than stacks.
  const pending: (string | OnnxNode)[] = outputs.map(({ name }) => name).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'string') {
      nodes.push(next);
      continue;
    }
    needed.add(next);
    const node = producers.get(next);
    if (!node || seen.has(node)) continue;
    seen.add(node);
    pending.push(node, ...readsOf(node));
  }
  return {
    nodes,
    constants: new Map([...graph.constants].filter(([name]) => needed.has(name))),
    inputs: graph.inputs.filter(({ name }) => needed.has(name)),
    outputs,
  };
}

/**
 * `graph` where whatever read a key of `replacements` reads its value instead, made of the graph's own values and what
 * `added` holds. What nobody reads any more is gone.
 */
export function rewritten(
  graph: OnnxGraph,
  replacements: ReadonlyMap<string, string>,
  added?: Pick<GraphBuilder, 'nodes' | 'constants'>,
): OnnxGraph {
  const final = (name: string): string => {
    let value = name;
    for (let next = replacements.get(value); next !== undefined; next = replacements.get(value)) value = next;
    return value;
  };
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const nodes = [...graph.nodes, ...(added?.nodes ?? [])].flatMap((node) => {
    const moved = { ...node, inputs: node.inputs.map(final) };
    const [output] = node.outputs;
    // An output of the graph keeps its name.
    return replacements.has(output) && outputs.has(output)
      ? [{ type: 'Identity', domain: '', inputs: [final(output)], outputs: [output], attributes: {} }]
      : [moved];
  });
  const constants = new Map([...graph.constants, ...(added?.constants ?? [])]);
  return pruned({ ...graph, nodes, constants }, graph.outputs);
}
