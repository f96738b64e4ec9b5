import { Problem } from '@maskroom/shared/base/problem';
import { isAmbiguous, type PointPrompt, type Prompt } from '@maskroom/shared/prompt/prompt';
import type { predictSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';
import { promptFault } from '../session/promptFault.ts';

export type PredictBody = z.output<typeof predictSchema>;

/** A body whose numbers make a prompt on a picture of this size. @throws Problem `prompt-invalid`, `prompt-outside` */
export function promptOf({ box, points }: PredictBody, size: { width: number; height: number }): Prompt {
  const prompt = { points: points.map(pointOf), ...(box && { box }) };
  const fault = promptFault(prompt, size);
  if (fault) throw fault;
  return prompt;
}

function pointOf([x, y, label]: readonly [number, number, number]): PointPrompt {
  if (label !== 0 && label !== 1)
    throw new Problem('prompt-invalid', 'A point’s label is 1 (foreground) or 0 (background).');
  return [x, y, label];
}

/** Three candidates where the prompt may mean a whole or a part, unless the caller says otherwise. */
export const wantsMany = ({ multimask }: PredictBody, prompt: Prompt): boolean =>
  multimask ?? isAmbiguous(prompt);
