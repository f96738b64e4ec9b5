import { Problem, toProblem } from '@maskroom/shared/base/problem';
import { LRUCache } from 'lru-cache';
import type { Rgb, Size } from '../inference/imageFrame.ts';
import type { ImageEmbedding, Segmenter } from '../inference/segmenter.ts';
import type { EmbeddingFiles } from './EmbeddingFiles.ts';
import { EmbeddingShelf } from './EmbeddingShelf.ts';
import { EncodeProgress } from './EncodeProgress.ts';
import { type EncodePriority, EncodeQueue, type EncodeTicket } from './EncodeQueue.ts';
import { Listeners } from './Listeners.ts';

interface Picture extends Size {
  readonly sha256: string;
}

/** Where the pictures come from. */
export interface EmbeddingPictures {
  get(imageId: string): Promise<Picture | null>;
  /** Oriented, resized to exactly this size. */
  readRgb(imageId: string, size: Size): Promise<Rgb>;
}

/** 0..1, never falling within one encode. */
export type ProgressListener = (imageId: string, fraction: number) => void;
/** `encodeMs` is 0 when the embedding was kept on disk; `model` is the model's id. */
export type ReadyListener = (
  imageId: string,
  ready: { readonly encodeMs: number; readonly model: string },
) => void;
export type FailedListener = (imageId: string, problem: Problem) => void;

export interface EmbeddingCacheOptions {
  readonly segmenter: Pick<Segmenter, 'model' | 'encode' | 'contentSize' | 'restore'>;
  readonly pictures: EmbeddingPictures;
  /** In memory, what is pinned included. */
  readonly mostBytes: number;
  readonly files?: EmbeddingFiles;
}

interface Flight {
  readonly ticket: EncodeTicket;
  /** The same picture may be an image of several projects. */
  readonly imageIds: Set<string>;
  readonly embedding: Promise<ImageEmbedding>;
}

const KNOWN_PICTURES = 50_000;

/**
 * Image embeddings by picture: one encode for everybody who waits for it, kept while there is room and as
 * long as anybody has the image open. A failure goes to all who wait; the next to ask tries again.
 */
export class EmbeddingCache {
  readonly #options: EmbeddingCacheOptions;
  readonly #shelf: EmbeddingShelf;
  readonly #queue = new EncodeQueue();
  readonly #progress = new EncodeProgress();
  readonly #flights = new Map<string, Flight>();
  readonly #pins = new Map<string, number>();
  readonly #sha256Of = new LRUCache<string, string>({ max: KNOWN_PICTURES });
  readonly #hearing = {
    progress: new Listeners<[imageId: string, fraction: number]>(),
    ready: new Listeners<Parameters<ReadyListener>>(),
    failed: new Listeners<[imageId: string, problem: Problem]>(),
  };

  constructor(options: EmbeddingCacheOptions) {
    this.#options = options;
    this.#shelf = new EmbeddingShelf(options.mostBytes, (sha256) => this.#isPinned(sha256));
  }

  /**
   * The embedding, encoded first if need be: what somebody waits for or has pinned goes before what is merely
   * warmed. Rejects with a Problem.
   */
  async get(imageId: string, priority: EncodePriority = 'interactive'): Promise<ImageEmbedding> {
    const picture = await this.#options.pictures.get(imageId);
    if (!picture) throw new Problem('not-found', 'There is no such image.');
    const { sha256 } = picture;
    this.#sha256Of.set(imageId, sha256);
    const kept = this.#shelf.take(sha256);
    if (kept) return kept;
    const flight = this.#flights.get(sha256) ?? this.#takeOff(imageId, picture, priority);
    flight.imageIds.add(imageId);
    if (priority === 'interactive' || this.#isPinned(sha256)) flight.ticket.priority = 'interactive';
    return flight.embedding;
  }

  /** Whether {@link get} would answer without an encode. */
  isReady(imageId: string): boolean {
    const sha256 = this.#sha256Of.get(imageId);
    return sha256 !== undefined && this.#shelf.has(sha256);
  }

  /** Keeps the embedding, from when it is there, until as many {@link unpin}. */
  pin(imageId: string): void {
    this.#pins.set(imageId, (this.#pins.get(imageId) ?? 0) + 1);
  }

  unpin(imageId: string): void {
    const left = (this.#pins.get(imageId) ?? 0) - 1;
    if (left > 0) this.#pins.set(imageId, left);
    else if (this.#pins.delete(imageId)) {
      this.#standBack(imageId);
      this.#shelf.trim();
    }
  }

  /** Whoever flicks through pictures leaves a line of them behind: it must not stand before those that are looked at. */
  #standBack(imageId: string): void {
    const sha256 = this.#sha256Of.get(imageId);
    const flight = sha256 === undefined ? undefined : this.#flights.get(sha256);
    if (sha256 !== undefined && flight && !this.#isPinned(sha256)) flight.ticket.priority = 'prewarm';
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

  /** In memory now, bytes; and how many pictures are being encoded or wait for it. */
  get load(): { readonly bytes: number; readonly encoding: number } {
    return { bytes: this.#shelf.bytes, encoding: this.#flights.size };
  }

  #isPinned(sha256: string): boolean {
    for (const imageId of this.#pins.keys()) if (this.#sha256Of.get(imageId) === sha256) return true;
    return false;
  }

  #takeOff(imageId: string, picture: Picture, priority: EncodePriority): Flight {
    const imageIds = new Set([imageId]);
    const tellAll = <Rest extends unknown[]>(listeners: Listeners<[string, ...Rest]>, ...event: Rest) => {
      for (const id of imageIds) listeners.tell(id, ...event);
    };
    const show = (fraction: number) => tellAll(this.#hearing.progress, fraction);
    const { ticket, result } = this.#queue.add(priority, () => this.#make(imageId, picture, show));
    const embedding = result.then(
      ({ embedding, encodeMs }) => {
        this.#shelf.put(picture.sha256, embedding);
        this.#flights.delete(picture.sha256);
        tellAll(this.#hearing.ready, { encodeMs, model: this.#options.segmenter.model.id });
        return embedding;
      },
      (cause) => {
        const problem = toProblem(cause);
        this.#flights.delete(picture.sha256);
        tellAll(this.#hearing.failed, problem);
        throw problem;
      },
    );
    const flight = { ticket, imageIds, embedding };
    this.#flights.set(picture.sha256, flight);
    return flight;
  }

  async #make(imageId: string, picture: Picture, show: (fraction: number) => void) {
    const { segmenter, pictures, files } = this.#options;
    const stage = this.#progress.begin(show);
    const image = { width: picture.width, height: picture.height };
    try {
      const kept = await files?.read(picture.sha256);
      if (kept) return { embedding: segmenter.restore(kept, image), encodeMs: 0 };
      stage.reading();
      const content = await pictures.readRgb(imageId, segmenter.contentSize(image));
      const encoded = await segmenter.encode(content, image, { onStart: stage.encoding });
      stage.done(encoded.encodeMs);
      // A full disk costs a later encode, nothing else.
      void files?.write(picture.sha256, encoded.embedding.tensors).catch(() => {});
      return encoded;
    } finally {
      stage.done();
    }
  }
}
