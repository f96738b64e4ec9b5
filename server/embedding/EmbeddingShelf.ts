import type { ImageEmbedding } from '../inference/segmenter.ts';
import type { EncodePriority } from './EncodeQueue.ts';

/**
 * Embeddings of all models in memory, least recently used first to go. What is pinned never goes, also when it alone
 * is beyond the cap.
 */
export class EmbeddingShelf {
  readonly #most: number;
  readonly #entries = new Map<string, ImageEmbedding>();
  readonly #pins = new Map<string, number>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  /** How often what was asked for was there, and was not, since the start. */
  get asked(): { readonly hits: number; readonly misses: number } {
    return { hits: this.#hits, misses: this.#misses };
  }

  get mostBytes(): number {
    return this.#most;
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
      this.#hits++;
      this.#entries.delete(key);
      this.#entries.set(key, embedding);
    } else this.#misses++;
    return embedding;
  }

  /**
   * What somebody waits for stays until the next one, even where the cap is less than one embedding. What was
   * only warmed must fit; what nobody wants yet is kept only where nothing has to go for it.
   */
  put(key: string, embedding: ImageEmbedding, priority: EncodePriority): void {
    this.#drop(key);
    if (priority === 'ahead' && this.#bytes + embedding.bytes > this.#most && !this.#pins.has(key)) return;
    this.#entries.set(key, embedding);
    this.#bytes += embedding.bytes;
    this.#trim(priority === 'interactive' ? key : undefined);
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
