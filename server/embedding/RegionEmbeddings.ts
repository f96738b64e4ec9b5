import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { encodedSize } from '../inference/imageFrame.ts';
import type { ImageEmbedding } from '../inference/segmenter.ts';
import type { EmbeddedPicture, EmbeddingStore, EncodingSegmenter } from './EmbeddingCache.ts';
import { EncodeProgress } from './EncodeProgress.ts';

/** An embedding that stays in memory until it is released. */
export interface LentEmbedding {
  readonly embedding: ImageEmbedding;
  /** Again does nothing. */
  release(): void;
}

/** 0..1, never falling. */
export type ShowProgress = (fraction: number) => void;

interface Flight {
  readonly watchers: Set<ShowProgress>;
  readonly embedding: Promise<ImageEmbedding>;
}

/**
 * One model's embeddings of regions of pictures: one encode for everybody who waits for the same one, on the shelf of
 * all embeddings. In memory only: there are many, and each is soon made again. Who asks sees to it that regions are
 * few: snapRegion.ts.
 */
export class RegionEmbeddings {
  readonly #segmenter: EncodingSegmenter;
  readonly #store: EmbeddingStore;
  readonly #progress = new EncodeProgress();
  readonly #flights = new Map<string, Flight>();

  constructor(segmenter: EncodingSegmenter, store: EmbeddingStore) {
    this.#segmenter = segmenter;
    this.#store = store;
  }

  /** `region` in whole px, within the picture. `show` hears nothing of what is there already. Rejects with a Problem. */
  async borrow(imageId: string, region: Box, show: ShowProgress = () => {}): Promise<LentEmbedding> {
    const picture = await this.#store.pictures.get(imageId);
    if (!picture) throw new Problem('not-found', 'There is no such image.');
    const key = `${this.#segmenter.model.encoderKey.slice(0, 16)}/${picture.sha256}@${region}`;
    const release = this.#store.shelf.pin(key);
    try {
      const embedding =
        this.#store.shelf.take(key) ?? (await this.#encoded(key, { ...picture, id: imageId }, region, show));
      return { embedding, release };
    } catch (cause) {
      release();
      throw toProblem(cause);
    }
  }

  /**
   * For one piece of work, behind everybody else's, and kept by nobody. Aborted before it has begun it never comes.
   * Rejects with a Problem.
   */
  async makeOnce(imageId: string, region: Box, signal: AbortSignal): Promise<ImageEmbedding> {
    const picture = await this.#store.pictures.get(imageId);
    if (!picture) throw new Problem('not-found', 'There is no such image.');
    const ticket = this.#store.queue.add(this.#segmenter.model.id, 'batch', () =>
      this.#make({ ...picture, id: imageId }, region, () => {}),
    );
    signal.addEventListener('abort', ticket.drop, { once: true });
    try {
      return await ticket.result;
    } catch (cause) {
      throw toProblem(cause);
    } finally {
      signal.removeEventListener('abort', ticket.drop);
    }
  }

  #encoded(key: string, picture: EmbeddedPicture, region: Box, show: ShowProgress): Promise<ImageEmbedding> {
    const flight = this.#flights.get(key) ?? this.#takeOff(key, picture, region, show);
    flight.watchers.add(show);
    return flight.embedding;
  }

  #takeOff(key: string, picture: EmbeddedPicture, region: Box, show: ShowProgress): Flight {
    const watchers = new Set([show]);
    const tell = (fraction: number): void => {
      for (const watcher of watchers) watcher(fraction);
    };
    const { result } = this.#store.queue.add(this.#segmenter.model.id, 'interactive', () =>
      this.#make(picture, region, tell),
    );
    const embedding = result
      .then((made) => {
        this.#store.shelf.put(key, made, 'interactive');
        return made;
      })
      .finally(() => this.#flights.delete(key));
    const flight = { watchers, embedding };
    this.#flights.set(key, flight);
    return flight;
  }

  async #make(picture: EmbeddedPicture, region: Box, show: ShowProgress): Promise<ImageEmbedding> {
    const stage = this.#progress.begin(show);
    const image = { width: picture.width, height: picture.height };
    try {
      stage.reading();
      const size = this.#segmenter.contentSize(encodedSize({ image, region }));
      const content = await this.#store.pictures.readRgb(picture.id, size, region);
      const encoded = await this.#segmenter.encode(content, image, { region, onStart: stage.encoding });
      stage.done(encoded.encodeMs);
      return encoded.embedding;
    } finally {
      stage.done();
      // Also where it failed: nothing is under way any more.
      show(1);
    }
  }
}
