import { isAmbiguous, type Prompt } from '@maskroom/shared/prompt/prompt';
import type { Size } from '../inference/imageFrame.ts';
import type { DecodeResult, Segmenter } from '../inference/segmenter.ts';
import { DecodeTurns } from './DecodeTurns.ts';
import { PromptSession, type PromptSessionParts } from './PromptSession.ts';
import { promptFault } from './promptFault.ts';
import { TooManyPrompts } from './TooManyPrompts.ts';

export type { PromptSession } from './PromptSession.ts';

export interface PromptSessionsOptions extends Pick<PromptSessionParts, 'embeddings' | 'loadRefineGeometry'> {
  readonly segmenter: Pick<Segmenter, 'decode' | 'decodeSlots'>;
  /** Default {@link MOST_WAITING}. */
  readonly mostWaiting?: number;
}

export interface PredictRequest {
  readonly prompt: Prompt;
  /** Default: three candidates for a lone positive click, else the best. */
  readonly multimask?: boolean;
  readonly tolerancePx?: number;
}

/** More could not be answered within a few seconds on any machine: better to say so at once. */
const MOST_WAITING = 256;

/** All prompt sessions of the server; they share the model's threads fairly. */
export interface PromptSessions {
  /** A new session; whoever opens it closes it. Nothing is shared between two of the same person but the turns. */
  open(userId: string, imageId: string, imageSize: Size): PromptSession;
  /** One prompt outside any session, in the person's turn. Rejects with a Problem. */
  predict(userId: string, imageId: string, imageSize: Size, request: PredictRequest): Promise<DecodeResult>;
}

export function createPromptSessions(options: PromptSessionsOptions): PromptSessions {
  const { embeddings, segmenter, loadRefineGeometry, mostWaiting = MOST_WAITING } = options;
  const turns = new DecodeTurns(segmenter.decodeSlots, mostWaiting);
  const parts = { embeddings, segmenter, loadRefineGeometry, turns };
  return {
    open: (userId, imageId, imageSize) => new PromptSession(parts, userId, imageId, imageSize),

    async predict(userId, imageId, imageSize, { prompt, multimask = isAmbiguous(prompt), tolerancePx }) {
      const fault = promptFault(prompt, imageSize);
      if (fault) throw fault;
      const embedding = await embeddings.get(imageId);
      if (turns.isFullFor(userId)) throw new TooManyPrompts();
      return new Promise((resolve, reject) => {
        turns.ask(userId, () =>
          segmenter.decode(embedding, { prompt, multimask, tolerancePx }).then(resolve, reject),
        );
      });
    },
  };
}
