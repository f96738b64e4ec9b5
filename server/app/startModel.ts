import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { Settings } from '../config/settings.ts';
import { findModelFolder } from '../inference/installedModels.ts';
import { choosePlacement } from '../inference/provider/choosePlacement.ts';
import { placementText, refusalText } from '../inference/provider/placement.ts';
import { type Segmenter, type SegmenterOptions, startSegmenter } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';

/**
 * Starts an installed model by its folder's name, where it runs best. @throws Problem `model-unknown` when there is
 * none of that name, `model-failed` when it is not whole
 */
export async function startModel(
  {
    dataFolder,
    executionProviders: asked,
    modelsFolders,
  }: Pick<Settings, 'dataFolder' | 'executionProviders' | 'modelsFolders'>,
  modelId: string,
  log?: Pick<Log, 'info' | 'warn' | 'error'>,
  onDecoded?: SegmenterOptions['onDecoded'],
): Promise<Segmenter> {
  const folder = await findModelFolder(modelsFolders, modelId);
  if (folder === undefined)
    throw new Problem(
      'model-unknown',
      `There is no model "${modelId}"; looked in ${modelsFolders.join(' and ')}.`,
    );
  const memoryFile = join(dataFolder, 'placements.json');
  const placement = await choosePlacement(folder, { asked, memoryFile });
  log?.info({ model: modelId, placement }, `${modelId}: ${placementText(placement)}`);
  // What was asked for and does not work is a fault; what was merely tried is not.
  for (const refusal of placement.refused)
    log?.[asked ? 'error' : 'info']({ model: modelId, refusal }, refusalText(refusal));
  return startSegmenter(folder, {
    placement,
    onDecoded,
    onRefusal: (refusal) =>
      log?.error({ model: modelId, refusal }, `${refusalText(refusal)}; the CPU does it`),
    onHung: (role, hung) => log?.error({ model: modelId, role, hung }, 'a run of the model does not end'),
  });
}
