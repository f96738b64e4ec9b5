import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ManifestGraph } from '../family/manifest.ts';
import type { TensorData, Tensors } from '../family/modelFamily.ts';
import { tensorFaults } from './tensorFaults.ts';

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
  const [fault] = tensorFaults(graph, session);
  if (fault) throw new Error(`${graph.file} ${fault}`);
  const inputs = session.inputNames.map((name) => ({ name, type: graph.inputs[name][0] }));
  const outputs = Object.keys(graph.outputs);
  const inFile = (name: string): string => graph.names[name] ?? name;
  return async (given) => {
    const feeds: Record<string, Tensor> = {};
    for (const { name, type } of inputs) feeds[name] = tensorOf(type, given[name]);
    const results = await session.run(feeds, outputs.map(inFile));
    return Object.fromEntries(outputs.map((name) => [name, float32Of(name, results[inFile(name)])]));
  };
}

/** `type`: of the graph's input. */
export function tensorOf(type: string | undefined, { data, dims }: TensorData): Tensor {
  switch (type) {
    case 'float32':
      return new Tensor('float32', data, dims);
    case 'int64':
      return new Tensor('int64', BigInt64Array.from(data, BigInt), dims);
    case 'int32':
      return new Tensor('int32', Int32Array.from(data), dims);
    default:
      throw new Error(`nothing here gives an input of type ${type}`);
  }
}

function float32Of(name: string, tensor: Tensor): TensorData {
  if (!(tensor.data instanceof Float32Array)) throw new Error(`${name} is ${tensor.type}, not float32`);
  return { data: tensor.data, dims: tensor.dims };
}
