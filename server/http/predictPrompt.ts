import { Problem } from '@maskroom/shared/base/problem';
import type { PointPrompt } from '@maskroom/shared/prompt/prompt';
import type { predictSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';
import type { PlacedPrompt } from '../session/promptFault.ts';

export type PredictBody = z.output<typeof predictSchema>;

/** A body's numbers as a prompt; whether they fit the picture is asked where prompts run. @throws Problem `prompt-invalid` */
export const promptOf = ({ box, points, region }: PredictBody): PlacedPrompt => ({
  points: points.map(pointOf),
  ...(box && { box }),
  ...(region && { region }),
});

function pointOf([x, y, label]: readonly [number, number, number]): PointPrompt {
  if (label !== 0 && label !== 1)
    throw new Problem('prompt-invalid', 'A point’s label is 1 (foreground) or 0 (background).');
  return [x, y, label];
}
