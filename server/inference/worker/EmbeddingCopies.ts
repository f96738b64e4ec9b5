import type { TensorData, Tensors } from '../family/modelFamily.ts';

/** Enough for a few people on different images to take turns without copying each time. */
const MOST_COPIES = 4;

/**
 * onnxruntime-node refuses tensors over shared memory, so each decode thread keeps its own copies of the few
 * embeddings it used last; a copy costs less than a millisecond, sending one would cost it every time.
 */
export class EmbeddingCopies {
  readonly #copies = new Map<string, Tensors>();

  of(key: string, embedding: Tensors): Tensors {
    const copy = this.#copies.get(key) ?? copied(embedding);
    this.#copies.delete(key);
    this.#copies.set(key, copy);
    if (this.#copies.size > MOST_COPIES) {
      const [oldest] = this.#copies.keys();
      this.#copies.delete(oldest);
    }
    return copy;
  }
}

function copied(embedding: Tensors): Tensors {
  const own: Record<string, TensorData> = {};
  for (const [name, { data, dims }] of Object.entries(embedding))
    own[name] = { data: new Float32Array(data), dims };
  return own;
}
