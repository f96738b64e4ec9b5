import type { Tensors } from '../family/modelFamily.ts';
import { type EmbeddingTensors, ownTensor } from '../tensor/embeddingTensors.ts';

/** Enough for a few people on different images to take turns without copying each time. */
const MOST_COPIES = 4;

/**
 * onnxruntime-node refuses tensors over shared memory, so each decode thread keeps its own copies of the few
 * embeddings it used last, in the precision that graphs want; making one takes some four milliseconds a million
 * values.
 */
export class EmbeddingCopies {
  readonly #copies = new Map<string, Tensors>();

  of(key: string, embedding: EmbeddingTensors): Tensors {
    const copy = this.#copies.get(key) ?? ownTensors(embedding);
    this.#copies.delete(key);
    this.#copies.set(key, copy);
    if (this.#copies.size > MOST_COPIES) {
      const [oldest] = this.#copies.keys();
      this.#copies.delete(oldest);
    }
    return copy;
  }
}

const ownTensors = (embedding: EmbeddingTensors): Tensors =>
  Object.fromEntries(Object.entries(embedding).map(([name, tensor]) => [name, ownTensor(tensor)]));
