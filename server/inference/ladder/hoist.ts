import type { Tensors } from '../family/modelFamily.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from '../onnx/onnxModel.ts';
import { dependents, producersOf, pruned, readsOf } from '../onnx/surgery.ts';
import { elementsOf } from '../onnx/tensors.ts';
import { graphFacts } from './graphFacts.ts';
import { valueKeys } from './valueKeys.ts';
import type { Variant } from './variants.ts';

/** Times the encoder's own that an embedding may come to take: memory and disk hold fewer pictures then. */
const MOST_GROWTH = 3;

export interface Hoisted {
  /** Absent when nothing but the encoder's outputs themselves reach the prompt's part. */
  readonly perImage?: OnnxModel;
  /** What is left of each variant; takes the prompt, and values of the image under the same names in all. */
  readonly graphs: readonly OnnxGraph[];
}

/**
 * Takes out of the variants whatever depends on the image alone: once per image instead of once per prompt. What
 * variants have in common is computed and kept once. @throws Error when embeddings would grow too large
 */
export async function hoisted(variants: readonly Variant[], embedding: Tensors): Promise<Hoisted> {
  /** Values that cross over, by key: their names from here on. */
  const names = new Map<string, string>();
  const crossing: OnnxValue[] = [];
  const nodes = new Map<string, OnnxNode>();
  const constants = new Map<string, OnnxTensor>();
  const graphs: OnnxGraph[] = [];
  for (const { model, prompts } of variants) {
    const { graph } = model;
    const keys = valueKeys(graph);
    const keyOf = (name: string): string => keys.get(name) ?? name;
    const prompted = dependents(
      graph,
      graph.inputs.filter(({ name }) => !Object.hasOwn(embedding, name)).map(({ name }) => name),
    );
    const ofImage = (name: string): boolean =>
      name !== '' && !prompted.has(name) && !graph.constants.has(name);
    const isPrompted = (node: OnnxNode): boolean => node.outputs.some((name) => prompted.has(name));
    const kept = graph.nodes.filter(isPrompted);
    if (graph.outputs.some(({ name }) => !prompted.has(name)))
      throw new Error('an answer does not depend on the prompt');
    const facts = await graphFacts(model, prompts);
    const crossed = new Map<string, string>();
    for (const name of new Set(kept.flatMap(readsOf).filter(ofImage))) {
      const key = keyOf(name);
      const dims = facts.dims.get(name)?.filter((size) => size !== null) ?? [];
      const isInput = Object.hasOwn(embedding, name);
      const given = names.get(key) ?? (isInput ? name : `per_image_${names.size}`);
      if (!names.has(key)) crossing.push({ name: given, type: 'float32', dims });
      names.set(key, given);
      crossed.set(name, given);
    }
    collect(graph, crossed, keyOf, nodes, constants);
    const needed = new Set(crossed.values());
    const inputs = [
      ...graph.inputs.filter(({ name }) => prompted.has(name)),
      ...crossing.filter(({ name }) => needed.has(name)),
    ];
    const renamed = kept.map((node) => ({
      ...node,
      inputs: node.inputs.map((name) => crossed.get(name) ?? name),
    }));
    graphs.push(pruned({ ...graph, nodes: renamed, inputs }, graph.outputs));
  }
  const bytes = crossing.reduce((sum, { dims = [] }) => sum + 4 * elementsOf(dims.map(Number)), 0);
  const before = Object.values(embedding).reduce((sum, { data }) => sum + data.byteLength, 0);
  if (bytes > MOST_GROWTH * before)
    throw new Error(
      `embeddings would take ${Math.ceil(bytes / 2 ** 20)} MiB instead of ${Math.ceil(before / 2 ** 20)}`,
    );
  const outputs = crossing.filter(({ name }) => !Object.hasOwn(embedding, name));
  if (outputs.length === 0) return { graphs };
  for (const [key, name] of names) {
    if (!Object.hasOwn(embedding, name))
      nodes.set(`output ${name}`, {
        type: 'Identity',
        domain: '',
        inputs: [key],
        outputs: [name],
        attributes: {},
      });
  }
  const [{ model }] = variants;
  const inputs: OnnxValue[] = Object.entries(embedding).map(([name, { dims }]) => ({
    name,
    type: 'float32',
    dims,
  }));
  const graph = pruned({ nodes: [...nodes.values()], constants, inputs, outputs }, outputs);
  return { perImage: { ...model, graph }, graphs };
}

/** Adds what the crossing values are made of; every value is called by its key, the encoder's outputs by their names. */
function collect(
  graph: OnnxGraph,
  crossed: ReadonlyMap<string, string>,
  keyOf: (name: string) => string,
  nodes: Map<string, OnnxNode>,
  constants: Map<string, OnnxTensor>,
): void {
  const producers = producersOf(graph);
  const inputs = new Set(graph.inputs.map(({ name }) => name));
  const called = (name: string): string => (name === '' || inputs.has(name) ? name : keyOf(name));
  const pending = [...crossed.keys()];
  const seen = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const constant = graph.constants.get(name);
    if (constant) constants.set(keyOf(name), constant);
    const node = producers.get(name);
    if (!node) continue;
    nodes.set(keyOf(name), { ...node, inputs: node.inputs.map(called), outputs: node.outputs.map(called) });
    pending.push(...readsOf(node));
  }
}
