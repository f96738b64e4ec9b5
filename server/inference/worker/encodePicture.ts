import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily, TensorData, Tensors } from '../family/modelFamily.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import type { Encoded, EncodeTask } from './workerMessages.ts';

/** Runs the image encoder; the embedding comes back in memory that every worker can read. */
export async function encodePicture(
  manifest: Manifest,
  family: ModelFamily,
  run: RunGraph,
  { content }: EncodeTask,
): Promise<Encoded> {
  const startedAt = performance.now();
  const outputs = await run(family.imageTensors(manifest, content));
  const embedding: Record<string, TensorData> = {};
  for (const name of Object.keys(manifest.encoder.outputs)) embedding[name] = shared(name, outputs);
  return { embedding, encodeMs: performance.now() - startedAt };
}

function shared(name: string, outputs: Tensors): TensorData {
  const { data, dims } = outputs[name];
  if (!Number.isFinite(data.reduce((sum, value) => sum + value, 0))) {
    throw new Error(`the encoder's ${name} is not finite`);
  }
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return { data: copy, dims };
}
