import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ManifestGraph } from './manifest.ts';
import type { Tensors } from './modelFamily.ts';

export type RunGraph = (inputs: Tensors) => Promise<Tensors>;

export interface GraphOptions {
  readonly threads: number;
  readonly executionProviders: readonly string[];
}

/** Opens a graph once and checks that it has the inputs and outputs which the manifest promises. */
export async function openGraph(
  folder: string,
  graph: ManifestGraph,
  options: GraphOptions,
): Promise<RunGraph> {
  const session = await InferenceSession.create(join(folder, graph.file), {
    executionProviders: [...options.executionProviders],
    executionMode: 'sequential',
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Threads that spin for their next piece of work take the cores that clicks are waiting for.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const missing = [
    ...Object.keys(graph.inputs).filter((name) => !session.inputNames.includes(name)),
    ...Object.keys(graph.outputs).filter((name) => !session.outputNames.includes(name)),
  ];
  const unknown = session.inputNames.filter((name) => !Object.hasOwn(graph.inputs, name));
  if (missing.length > 0) throw new Error(`${graph.file} has no tensor ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`${graph.file} also wants ${unknown.join(', ')}`);
  return async (inputs) => {
    const feeds: Record<string, Tensor> = {};
    for (const name of session.inputNames) {
      feeds[name] = new Tensor('float32', inputs[name].data, inputs[name].dims);
    }
    const results = await session.run(feeds);
    return Object.fromEntries(
      Object.keys(graph.outputs).map((name) => [name, float32Of(name, results[name])]),
    );
  };
}

function float32Of(name: string, tensor: Tensor): Tensors[string] {
  if (!(tensor.data instanceof Float32Array)) throw new Error(`${name} is ${tensor.type}, not float32`);
  return { data: tensor.data, dims: tensor.dims };
}
