import { createListeners, type Listeners } from '@maskroom/shared/base/listeners';
import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Rgb, Size } from '../inference/imageFrame.ts';
import type { ImageEmbedding, Segmenter } from '../inference/segmenter.ts';
import type { EmbeddingFiles } from './EmbeddingFiles.ts';
import type { EmbeddingShelf } from './EmbeddingShelf.ts';
import { type EncodedPicture, EncodeFlight } from './EncodeFlight.ts';
import { EncodeProgress } from './EncodeProgress.ts';
import type { EncodePriority, EncodeQueue } from './EncodeQueue.ts';

/** An image as far as its embedding depends on it. */
export interface EmbeddedPicture extends Size {
  /** The image's; several images may be of one picture. */
  readonly id: string;
  readonly sha256: string;
}

/** Where the pictures come from. */
export interface EmbeddingPictures {
  get(imageId: string): Promise<EmbeddedPicture | null>;
  /** Oriented, or a region of that in whole px, resized to exactly this size. */
  readRgb(imageId: string, size: Size, region?: Box): Promise<Rgb>;
}

/** 0..1, never falling within one encode. */
export type ProgressListener = (imageId: string, fraction: number) => void;
/** `encodeMs` is 0 when the embedding was kept on disk. */
export type ReadyListener = (imageId: string, ready: { readonly encodeMs: number }) => void;
export type FailedListener = (imageId: string, problem: Problem) => void;

/** What the caches of all models have in common. */
export interface EmbeddingStore {
  readonly pictures: EmbeddingPictures;
  readonly shelf: EmbeddingShelf;
  readonly queue: EncodeQueue;
  readonly files?: EmbeddingFiles;
}

export type EncodingSegmenter = Pick<Segmenter, 'model' | 'encode' | 'contentSize' | 'restore'>;

/**
 * One model's image embeddings by picture: one encode for everybody who waits for it, kept while there is room and as
 * long as anybody has the image open. A failure goes to all who wait; the next to ask tries again.
 */
export class EmbeddingCache {
  readonly #segmenter: EncodingSegmenter;
  readonly #store: EmbeddingStore;
  readonly #progress = new EncodeProgress();
  readonly #flights = new Map<string, EncodeFlight>();
  readonly #hearing = {
    progress: createListeners<Parameters<ProgressListener>>(),
    ready: createListeners<Parameters<ReadyListener>>(),
    failed: createListeners<Parameters<FailedListener>>(),
  };

  constructor(segmenter: EncodingSegmenter, store: EmbeddingStore) {
    this.#segmenter = segmenter;
    this.#store = store;
  }

  /** The embedding, encoded first if need be. Rejects with a Problem. */
  async get(imageId: string, priority: EncodePriority = 'interactive'): Promise<ImageEmbedding> {
    const picture = await this.#store.pictures.get(imageId);
    if (!picture) throw new Problem('not-found', 'There is no such image.');
    const key = this.#keyOf(picture);
    const kept = this.#store.shelf.take(key);
    if (kept) return kept;
    const flight = this.#flights.get(key) ?? this.#takeOff(key, picture);
    flight.claim(imageId, priority);
    return flight.embedding;
  }

  /**
   * Encodes it if need be, for somebody who may want it; listeners hear how that ends. What this returns takes the
   * wish back: what has not begun by then and nobody else wants never does.
   */
  warm(picture: EmbeddedPicture, priority: EncodePriority): () => void {
    const key = this.#keyOf(picture);
    if (this.#store.shelf.take(key)) return () => {};
    const flight = this.#flights.get(key) ?? this.#takeOff(key, picture);
    const withdraw = flight.claim(picture.id, priority);
    return () => {
      if (withdraw()) this.#flights.delete(key);
    };
  }

  /** Whether {@link get} would answer without an encode. */
  isReady(picture: EmbeddedPicture): boolean {
    return this.#store.shelf.has(this.#keyOf(picture));
  }

  /** Keeps the embedding, from when it is there, until what this returns is called. */
  pin(picture: EmbeddedPicture): () => void {
    return this.#store.shelf.pin(this.#keyOf(picture));
  }

  /** This and its kin return the way to stop listening. */
  onProgress(listener: ProgressListener): () => void {
    return this.#hearing.progress.add(listener);
  }

  onReady(listener: ReadyListener): () => void {
    return this.#hearing.ready.add(listener);
  }

  onFailed(listener: FailedListener): () => void {
    return this.#hearing.failed.add(listener);
  }

  /** How many pictures are being encoded or wait for it. */
  get encoding(): number {
    return this.#flights.size;
  }

  #keyOf({ sha256 }: EmbeddedPicture): string {
    return `${this.#segmenter.model.encoderKey.slice(0, 16)}/${sha256}`;
  }

  #takeOff(key: string, picture: EmbeddedPicture): EncodeFlight {
    const tellAll = <Rest extends unknown[]>(listeners: Listeners<[string, ...Rest]>, ...event: Rest) => {
      for (const id of flight.imageIds) listeners.tell(id, ...event);
    };
    const ticket = this.#store.queue.add(this.#segmenter.model.id, 'ahead', () =>
      this.#make(key, picture, (fraction) => tellAll(this.#hearing.progress, fraction)),
    );
    const embedding = ticket.result.then(
      ({ embedding, encodeMs }) => {
        this.#store.shelf.put(key, embedding, flight.priority);
        this.#flights.delete(key);
        tellAll(this.#hearing.ready, { encodeMs });
        return embedding;
      },
      (cause) => {
        const problem = toProblem(cause);
        this.#flights.delete(key);
        tellAll(this.#hearing.failed, problem);
        throw problem;
      },
    );
    // Who waits hears of a failure; who merely warms it does not.
    embedding.catch(() => {});
    const flight = new EncodeFlight(ticket, embedding);
    this.#flights.set(key, flight);
    return flight;
  }

  async #make(
    key: string,
    picture: EmbeddedPicture,
    show: (fraction: number) => void,
  ): Promise<EncodedPicture> {
    const { files, pictures } = this.#store;
    const stage = this.#progress.begin(show);
    const size = { width: picture.width, height: picture.height };
    try {
      const kept = await files?.read(key);
      if (kept) return { embedding: this.#segmenter.restore(kept, size), encodeMs: 0 };
      stage.reading();
      const content = await pictures.readRgb(picture.id, this.#segmenter.contentSize(size));
      const encoded = await this.#segmenter.encode(content, size, { onStart: stage.encoding });
      stage.done(encoded.encodeMs);
      // A full disk costs a later encode, nothing else.
      void files?.write(key, encoded.embedding.tensors).catch(() => {});
      return encoded;
    } finally {
      stage.done();
    }
  }
}
