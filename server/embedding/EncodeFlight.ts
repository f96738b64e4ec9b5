import type { ImageEmbedding } from '../inference/segmenter.ts';
import { type EncodePriority, type EncodeTicket, encodePriorities } from './EncodeQueue.ts';

export interface EncodedPicture {
  readonly embedding: ImageEmbedding;
  readonly encodeMs: number;
}

/** One picture on its way to its embedding, and for whom: as urgent as the most urgent of them. */
export class EncodeFlight {
  /** The same picture may be an image of several projects. */
  readonly imageIds = new Set<string>();
  readonly #claims = new Set<{ readonly priority: EncodePriority }>();

  constructor(
    readonly ticket: EncodeTicket<EncodedPicture>,
    readonly embedding: Promise<ImageEmbedding>,
  ) {}

  /** Returns the way to withdraw, which says whether the flight was called off: nobody was left and it had not begun. */
  claim(imageId: string, priority: EncodePriority): () => boolean {
    const claim = { priority };
    this.imageIds.add(imageId);
    this.#claims.add(claim);
    this.ticket.move(this.priority);
    return () => {
      if (!this.#claims.delete(claim)) return false;
      this.ticket.move(this.priority);
      return this.#claims.size === 0 && this.ticket.drop();
    };
  }

  get priority(): EncodePriority {
    const claimed = [...this.#claims].map(({ priority }) => priority);
    return encodePriorities.find((priority) => claimed.includes(priority)) ?? 'ahead';
  }
}
