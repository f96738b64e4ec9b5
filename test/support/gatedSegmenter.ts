import type { DecodeRequest, ImageEmbedding, Segmenter } from '@maskroom/server/inference/segmenter.ts';

export interface HeldDecode {
  readonly embedding: ImageEmbedding;
  readonly request: DecodeRequest;
  /** Lets the real decoder go on with it. */
  go(): void;
}

/** A real segmenter whose decodes wait at a gate, so that a test decides what is running when. */
export class GatedSegmenter {
  readonly held: HeldDecode[] = [];
  readonly #segmenter: Segmenter;
  #arrivals: (() => void)[] = [];

  constructor(segmenter: Segmenter) {
    this.#segmenter = segmenter;
  }

  async decode(embedding: ImageEmbedding, request: DecodeRequest): ReturnType<Segmenter['decode']> {
    await new Promise<void>((go) => {
      this.held.push({ embedding, request, go });
      for (const arrived of this.#arrivals.splice(0)) arrived();
    });
    return this.#segmenter.decode(embedding, request);
  }

  /** The next decode to reach the gate, once it is there. */
  async next(): Promise<HeldDecode> {
    for (;;) {
      const first = this.held.shift();
      if (first) return first;
      await new Promise<void>((arrived) => this.#arrivals.push(arrived));
    }
  }
}
