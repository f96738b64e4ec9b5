import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily } from '../family/modelFamily.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { type EmbeddingTensor, sharedTensor } from '../tensor/embeddingTensors.ts';
import type { Encoded, EncodeTask } from './workerMessages.ts';

/** Runs what makes an embedding; the embedding comes back in memory that every worker can read. */
export async function encodePicture(
  manifest: Manifest,
  family: ModelFamily,
  run: RunGraph,
  { content }: EncodeTask,
): Promise<Encoded> {
  const startedAt = performance.now();
  const embedding: Record<string, EmbeddingTensor> = {};
  for (const [name, tensor] of Object.entries(await run(family.imageTensors(manifest, content))))
    embedding[name] = sharedTensor(name, tensor);
  return { embedding, encodeMs: performance.now() - startedAt };
}
