import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily } from '../family/modelFamily.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { type EmbeddingTensor, sharedTensor } from '../tensor/embeddingTensors.ts';
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
  const embedding: Record<string, EmbeddingTensor> = {};
  for (const name of Object.keys(manifest.encoder.outputs))
    embedding[name] = sharedTensor(name, outputs[name]);
  return { embedding, encodeMs: performance.now() - startedAt };
}
