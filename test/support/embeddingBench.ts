import { EmbeddingCache, type EmbeddingPictures } from '@maskroom/server/embedding/EmbeddingCache.ts';
import type { EmbeddingFiles } from '@maskroom/server/embedding/EmbeddingFiles.ts';
import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { Problem } from '@maskroom/shared/base/problem';
import { afterAll, beforeAll } from 'vitest';
import { builtinModel, discPixels, resizedRgb } from './discScene.ts';

const size = { width: 96, height: 64 };
const pixels = discPixels(size, { cx: 40, cy: 30, radius: 20 });

/** Pictures named by what they show: `a1` and `a2` are two images of the same picture `a`. */
export const picture = (id: string) => ({ id, ...size, sha256: id[0].repeat(64) });

interface Options {
  readonly mostBytes?: number;
  readonly files?: EmbeddingFiles;
}

/** Caches of two models, `one` and `two`, over one shelf, for the tests of a file; what they have read is told. */
export function embeddingBench() {
  let segmenter: Segmenter;
  beforeAll(async () => {
    segmenter = await openSegmenter(builtinModel, { decodeWorkers: 1 });
  }, 60_000);
  afterAll(() => segmenter.close());
  return function setUp({ mostBytes = 1e9, files }: Options = {}) {
    const read: string[] = [];
    const fails = new Set<string>();
    const pictures: EmbeddingPictures = {
      get: async (imageId) => (imageId === 'nothing' ? null : picture(imageId)),
      async readRgb(imageId, content) {
        read.push(imageId);
        if (fails.has(imageId)) throw new Problem('picture-broken');
        return resizedRgb(pixels, size, content);
      },
    };
    const shelf = new EmbeddingShelf(mostBytes);
    const queue = new EncodeQueue();
    const store = { pictures, shelf, queue, files };
    const cacheOf = (model: string) => {
      const own = { ...segmenter.model, id: model, encoderKey: model };
      return new EmbeddingCache({ ...segmenter, model: own }, store);
    };
    const cache = cacheOf('one');
    const hot = (...ids: string[]) => ids.filter((id) => cache.isReady(picture(id)));
    return { read, fails, shelf, cache, hot, queue, another: cacheOf('two') };
  };
}
