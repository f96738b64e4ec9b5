import type { Box } from '@maskroom/shared/geometry/polygon';
import { isAmbiguous } from '@maskroom/shared/prompt/prompt';
import type { Size } from '../inference/imageFrame.ts';
import type { DecodeResult, Segmenter } from '../inference/segmenter.ts';
import { EncodedPlaces, type RegionListener } from './EncodedPlaces.ts';
import { PromptSession, type PromptSessionParts } from './PromptSession.ts';
import { type PlacedPrompt, promptFault } from './promptFault.ts';
import { heldBy } from './promptRegion.ts';
import { RegionTurns } from './RegionTurns.ts';
import { snapRegion } from './snapRegion.ts';
import { TooManyPrompts } from './TooManyPrompts.ts';

export type { PromptSession } from './PromptSession.ts';

export interface PromptSessionsOptions
  extends Pick<PromptSessionParts, 'embeddings' | 'regions' | 'loadRefineGeometry' | 'turns'> {
  readonly segmenter: Pick<Segmenter, 'decode'>;
}

export interface PredictRequest {
  /** With a region, only that is looked at, as in a session (P18). */
  readonly prompt: PlacedPrompt;
  /** Default: three candidates for a lone positive click, else the best. */
  readonly multimask?: boolean;
  readonly tolerancePx?: number;
}

/** Outlines end at the region's border, and logits are over the region; null: the whole picture. */
export type Predicted = DecodeResult & { readonly region: Box | null };

/** All prompt sessions with one model. */
export interface PromptSessions {
  /** A new session; whoever opens it closes it. Nothing is shared between two of the same person but the turns. */
  open(userId: string, imageId: string, imageSize: Size, onRegion?: RegionListener): PromptSession;
  /** One prompt outside any session, in the person's turn. Rejects with a Problem. */
  predict(userId: string, imageId: string, imageSize: Size, request: PredictRequest): Promise<Predicted>;
}

export function createPromptSessions(options: PromptSessionsOptions): PromptSessions {
  const { segmenter, turns } = options;
  const parts = { ...options, regionTurns: new RegionTurns() };
  return {
    open: (userId, imageId, imageSize, onRegion) =>
      new PromptSession(parts, userId, imageId, imageSize, onRegion),

    async predict(userId, imageId, imageSize, { prompt, multimask = isAmbiguous(prompt), tolerancePx }) {
      const fault = promptFault(prompt, imageSize);
      if (fault) throw fault;
      const wanted = prompt.region ? snapRegion(prompt.region, heldBy(prompt, null), imageSize) : null;
      const places = new EncodedPlaces(parts, userId, imageId, () => {});
      try {
        const { embedding, region } = await places.get(() => wanted);
        if (turns.isFullFor(userId)) throw new TooManyPrompts();
        return await new Promise((resolve, reject) => {
          turns.ask(userId, () =>
            segmenter
              .decode(embedding, { prompt, multimask, tolerancePx })
              .then((decoded) => resolve({ ...decoded, region }), reject),
          );
        });
      } finally {
        places.close();
      }
    },
  };
}
