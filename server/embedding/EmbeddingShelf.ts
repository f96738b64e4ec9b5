import type { ImageEmbedding } from '../inference/segmenter.ts';

/**
 * Embeddings of all models in memory, least recently used first to go. What is pinned never goes, also when it alone
 * is beyond the cap.
 */
export class EmbeddingShelf {
  readonly #most: number;
  readonly #entries = new Map<string, ImageEmbedding>();
  readonly #pins = new Map<string, number>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** Counts as a use. */
  take(key: string): ImageEmbedding | undefined {
    const embedding = this.#entries.get(key);
    if (embedding) {
      this.#entries.delete(key);
      this.#entries.set(key, embedding);
    }
    return embedding;
  }

  /**
   * `wanted`: somebody waits for it, so it stays until the next one, even where the cap is less than one embedding.
   * What was only warmed must fit.
   */
  put(key: string, embedding: ImageEmbedding, { wanted }: { readonly wanted: boolean }): void {
    this.#drop(key);
    this.#entries.set(key, embedding);
    this.#bytes += embedding.bytes;
    this.#trim(wanted ? key : undefined);
  }

  /** Keeps it, from when it is there, until what this returns is called. */
  pin(key: string): () => void {
    this.#pins.set(key, (this.#pins.get(key) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.#pins.get(key) ?? 0) - 1;
      if (left > 0) this.#pins.set(key, left);
      else if (this.#pins.delete(key)) this.#trim();
    };
  }

  #trim(spared?: string): void {
    for (const key of this.#entries.keys()) {
      if (this.#bytes <= this.#most) return;
      if (key !== spared && !this.#pins.has(key)) this.#drop(key);
    }
  }

  #drop(key: string): void {
    const embedding = this.#entries.get(key);
    if (embedding && this.#entries.delete(key)) this.#bytes -= embedding.bytes;
  }
}
