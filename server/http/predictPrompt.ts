import { Problem } from '@maskroom/shared/base/problem';
import { isAmbiguous, type PointPrompt, type Prompt } from '@maskroom/shared/prompt/prompt';
import type { predictSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';

export type PredictBody = z.output<typeof predictSchema>;

/** A body whose numbers make a prompt on a picture of this size. @throws Problem `prompt-invalid`, `prompt-outside` */
export function promptOf({ box, points }: PredictBody, size: { width: number; height: number }): Prompt {
  if (points.length === 0 && box === undefined) throw new Problem('prompt-invalid', 'Give a point or a box.');
  const isInside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x <= size.width && y <= size.height;
  const prompt = { points: points.map(pointOf), ...(box && { box }) };
  if (box && (box[0] >= box[2] || box[1] >= box[3]))
    throw new Problem('prompt-invalid', 'A box is [xmin, ymin, xmax, ymax].');
  const corners = box
    ? [
        [box[0], box[1]],
        [box[2], box[3]],
      ]
    : [];
  if (![...prompt.points, ...corners].every(([x, y]) => isInside(x, y))) throw new Problem('prompt-outside');
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
