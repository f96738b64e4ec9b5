import { EmbeddingCache, type EmbeddingStore } from '../embedding/EmbeddingCache.ts';
import { RegionEmbeddings } from '../embedding/RegionEmbeddings.ts';
import type { ModelInfo, Segmenter } from '../inference/segmenter.ts';
import type { DecodeTurns } from './DecodeTurns.ts';
import type { PromptSessionParts } from './PromptSession.ts';
import { createPromptSessions, type PromptSessions } from './PromptSessions.ts';

/** One model at work, and all that is asked of it. */
export interface PromptModel {
  /** Its `id` is the name it is installed by. */
  readonly model: ModelInfo;
  readonly segmenter: Segmenter;
  readonly embeddings: EmbeddingCache;
  readonly regions: RegionEmbeddings;
  readonly prompts: PromptSessions;
}

/** What a model shares with the others. */
export interface PromptModelParts {
  readonly store: EmbeddingStore;
  readonly turns: DecodeTurns;
  readonly loadRefineGeometry: PromptSessionParts['loadRefineGeometry'];
}

/** `fault`: why the model answers nothing any more; null as long as it may. */
export function createPromptModel(
  segmenter: Segmenter,
  { loadRefineGeometry, store, turns }: PromptModelParts,
  fault: () => Error | null,
): PromptModel {
  const unlessFailed =
    <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      const known = fault();
      if (known) throw known;
      try {
        return await ask(...asked);
      } catch (cause) {
        throw fault() ?? cause;
      }
    };
  const guarded: Segmenter = {
    ...segmenter,
    encode: unlessFailed(segmenter.encode),
    decode: unlessFailed(segmenter.decode),
    decodeMany: unlessFailed(segmenter.decodeMany),
    check: unlessFailed(segmenter.check),
  };
  const embeddings = new EmbeddingCache(guarded, store);
  const regions = new RegionEmbeddings(guarded, store);
  return {
    model: segmenter.model,
    segmenter: guarded,
    embeddings,
    regions,
    prompts: createPromptSessions({
      embeddings,
      regions,
      segmenter: guarded,
      turns: turns.ofModel(segmenter.placement().decode.provider, segmenter.decodeSlots),
      loadRefineGeometry,
    }),
  };
}
