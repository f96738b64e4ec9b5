import { Problem } from '@maskroom/shared/base/problem';
import type { Settings } from '../config/settings.ts';
import { findModelFolder } from '../inference/installedModels.ts';
import { type Segmenter, startSegmenter } from '../inference/segmenter.ts';

/**
 * Starts an installed model by its folder's name. @throws Problem `model-unknown` when there is none of that name,
 * `model-failed` when it is not whole
 */
export async function startModel(
  { executionProviders, modelsFolders }: Pick<Settings, 'executionProviders' | 'modelsFolders'>,
  modelId: string,
): Promise<Segmenter> {
  const folder = await findModelFolder(modelsFolders, modelId);
  if (folder === undefined)
    throw new Problem(
      'model-unknown',
      `There is no model "${modelId}"; looked in ${modelsFolders.join(' and ')}.`,
    );
  return startSegmenter(folder, { executionProviders });
}
