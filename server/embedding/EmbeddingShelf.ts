import type { ImageEmbedding } from '../inference/segmenter.ts';

/**
 * Embeddings in memory by the picture's sha256, least recently used first to go. What is pinned never goes,
 * also when it alone is beyond the cap.
 */
export class EmbeddingShelf {
  readonly #most: number;
  readonly #isPinned: (sha256: string) => boolean;
  readonly #entries = new Map<string, ImageEmbedding>();
  #bytes = 0;

  constructor(mostBytes: number, isPinned: (sha256: string) => boolean) {
    this.#most = mostBytes;
    this.#isPinned = isPinned;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(sha256: string): boolean {
    return this.#entries.has(sha256);
  }

  /** Counts as a use. */
  take(sha256: string): ImageEmbedding | undefined {
    const embedding = this.#entries.get(sha256);
    if (embedding) {
      this.#entries.delete(sha256);
      this.#entries.set(sha256, embedding);
    }
    return embedding;
  }

  put(sha256: string, embedding: ImageEmbedding): void {
    this.#drop(sha256);
    this.#entries.set(sha256, embedding);
    this.#bytes += embedding.bytes;
    this.trim(sha256);
  }

  /** Brings the shelf under its cap again; to be called when something is no longer pinned. */
  trim(spared?: string): void {
    for (const sha256 of this.#entries.keys()) {
      if (this.#bytes <= this.#most) return;
      if (sha256 !== spared && !this.#isPinned(sha256)) this.#drop(sha256);
    }
  }

  #drop(sha256: string): void {
    const embedding = this.#entries.get(sha256);
    if (embedding && this.#entries.delete(sha256)) this.#bytes -= embedding.bytes;
  }
}
