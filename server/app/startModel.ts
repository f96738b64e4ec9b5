import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { Settings } from '../config/settings.ts';
import { type Segmenter, startSegmenter } from '../inference/segmenter.ts';

/** Starts the model that the settings name, from the first folder that has it. @throws Problem `model-failed` */
export async function startModel({ executionProviders, model, modelsFolders }: Settings): Promise<Segmenter> {
  const folder = modelsFolders
    .map((models) => join(models, model))
    .find((candidate) => existsSync(join(candidate, 'manifest.json')));
  if (!folder)
    throw new Problem(
      'model-failed',
      `There is no model "${model}"; looked in ${modelsFolders.join(' and ')}.`,
    );
  return startSegmenter(folder, { executionProviders });
}
