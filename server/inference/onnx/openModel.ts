import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Tensors } from '../family/modelFamily.ts';
import { tensorOf } from './onnxGraph.ts';
import { bytesPerElement, type DataType, type OnnxModel, type OnnxTensor } from './onnxModel.ts';
import { writeModel } from './writeModel.ts';

export interface OpenModel {
  /** What the graph does not take is left aside. */
  run(inputs: Tensors, outputs?: readonly string[]): Promise<Record<string, OnnxTensor>>;
  close(): Promise<void>;
}

/** Opens a model that is in memory, on one thread. Its runs block the caller's thread: not for a server at work. */
export async function openModel(model: OnnxModel): Promise<OpenModel> {
  const session = await InferenceSession.create(writeModel(model), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const types = new Map(
    session.inputMetadata.map(({ name, ...value }) => [name, value.isTensor ? value.type : '']),
  );
  return {
    async run(inputs, outputs = session.outputNames) {
      const feeds: Record<string, Tensor> = {};
      for (const name of session.inputNames) feeds[name] = tensorOf(types.get(name), inputs[name]);
      const results = await session.run(feeds, [...outputs]);
      return Object.fromEntries(outputs.map((name) => [name, onnxTensorOf(results[name])]));
    },
    close: () => session.release(),
  };
}

function onnxTensorOf({ type, dims, data }: Tensor): OnnxTensor {
  if (!isDataType(type) || !ArrayBuffer.isView(data)) throw new Error(`a value is of type ${type}`);
  return { type, dims, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

const isDataType = (type: string): type is DataType => Object.hasOwn(bytesPerElement, type);
