import type { Box } from '@maskroom/shared/geometry/polygon';
import type { LentEmbedding, ShowProgress } from '../embedding/RegionEmbeddings.ts';
import type { ImageEmbedding } from '../inference/segmenter.ts';
import type { RegionTurns } from './RegionTurns.ts';
import { sameRegion } from './snapRegion.ts';

export interface EncodedPlaceParts {
  readonly embeddings: { get(imageId: string): Promise<ImageEmbedding> };
  readonly regions: { borrow(imageId: string, region: Box, show?: ShowProgress): Promise<LentEmbedding> };
  readonly regionTurns: RegionTurns;
}

/** What prompts are decoded from: the picture, or a region of it. */
export interface Place {
  /** Null: the whole picture. */
  readonly region: Box | null;
  readonly embedding: ImageEmbedding;
}

interface Held {
  readonly region: Box;
  readonly lent: LentEmbedding;
}

/** How far the encode of a region has come that this session waits for. */
export type RegionListener = (region: Box, fraction: number) => void;

/** Where one session looks: keeps the embedding of the region that it used last, until it uses another place. */
export class EncodedPlaces {
  #held: Held | null = null;
  #closed = false;

  constructor(
    readonly parts: EncodedPlaceParts,
    readonly userId: string,
    readonly imageId: string,
    readonly onRegion: RegionListener,
  ) {}

  /** `wanted` is asked again when it is the person's turn to encode: the newest wish is the one that counts. */
  async get(wanted: () => Box | null): Promise<Place> {
    const first = wanted();
    if (first === null) {
      const embedding = await this.parts.embeddings.get(this.imageId);
      this.#hold(null);
      return { region: null, embedding };
    }
    if (this.#held && sameRegion(first, this.#held.region)) {
      return { region: this.#held.region, embedding: this.#held.lent.embedding };
    }
    return this.parts.regionTurns.run(this.userId, async () => {
      const region = wanted() ?? first;
      const lent = await this.parts.regions.borrow(this.imageId, region, (fraction) => {
        if (!this.#closed) this.onRegion(region, fraction);
      });
      this.#hold({ region, lent });
      return { region, embedding: lent.embedding };
    });
  }

  close(): void {
    this.#closed = true;
    this.#hold(null);
  }

  #hold(next: Held | null): void {
    this.#held?.lent.release();
    this.#held = this.#closed ? null : next;
    if (this.#closed) next?.lent.release();
  }
}
