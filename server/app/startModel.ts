import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { Settings } from '../config/settings.ts';
import { findModelFolder } from '../inference/installedModels.ts';
import { choosePlacement } from '../inference/provider/choosePlacement.ts';
import { placementText, refusalText } from '../inference/provider/placement.ts';
import type { ReplicaState } from '../inference/remote/ReplicaWatch.ts';
import { type Segmenter, type SegmenterOptions, startSegmenter } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';

export type ModelSettings = Pick<
  Settings,
  | 'dataFolder'
  | 'executionProviders'
  | 'model'
  | 'modelsFolders'
  | 'tritonSlots'
  | 'tritonTimeoutMs'
  | 'tritonUrl'
>;

export interface StartOptions extends Pick<SegmenterOptions, 'onDecoded' | 'queues'> {
  readonly log?: Pick<Log, 'info' | 'warn' | 'error'>;
  /** An inference server came or went. */
  readonly onReplica?: (state: ReplicaState) => void;
}

/**
 * Starts an installed model by its folder's name: the configured one on the inference servers, if there are any, every
 * other where it runs best on this machine. @throws Problem `model-unknown` when there is none of that name,
 * `model-failed` when it is not whole
 */
export async function startModel(
  settings: ModelSettings,
  modelId: string,
  { log, onDecoded, onReplica, queues }: StartOptions = {},
): Promise<Segmenter> {
  const { dataFolder, executionProviders: asked, model, modelsFolders, tritonUrl: urls } = settings;
  const folder = await findModelFolder(modelsFolders, modelId);
  if (folder === undefined)
    throw new Problem(
      'model-unknown',
      `There is no model "${modelId}"; looked in ${modelsFolders.join(' and ')}.`,
    );
  const onHung: SegmenterOptions['onHung'] = (role, hung) =>
    log?.error({ model: modelId, role, hung }, 'a run of the model does not end');
  if (urls.length > 0 && modelId === model) {
    const { tritonSlots: slots, tritonTimeoutMs: timeoutMs } = settings;
    return startSegmenter(folder, { onHung, onDecoded, remote: { urls, slots, timeoutMs, onReplica } });
  }
  const memoryFile = join(dataFolder, 'placements.json');
  const placement = await choosePlacement(folder, { asked, memoryFile });
  log?.info({ model: modelId, placement }, `${modelId}: ${placementText(placement)}`);
  // What was asked for and does not work is a fault; what was merely tried is not.
  for (const refusal of placement.refused)
    log?.[asked ? 'error' : 'info']({ model: modelId, refusal }, refusalText(refusal));
  return startSegmenter(folder, {
    onHung,
    placement,
    queues,
    onDecoded,
    onRefusal: (refusal) =>
      log?.error({ model: modelId, refusal }, `${refusalText(refusal)}; the CPU does it`),
  });
}
