import type { Command } from 'commander';
import { listModels, removeModel } from '../inference/catalogue/listModels.ts';
import { exitCodes, Failed } from './exit.ts';
import { print } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

export function addModelsRemove(models: Command): void {
  const command = models
    .command('remove')
    .description('delete an installed model')
    .argument('<name>', 'as `models ls` shows it')
    .option('--json', 'for machines');
  withSettingFlags(command).action(async (name: string, flags: SettingFlags & { json?: boolean }) => {
    const { json, ...settingFlags } = flags;
    const { model, modelsFolders } = settingsFrom(settingFlags);
    const [own] = modelsFolders;
    const there = (await listModels(modelsFolders)).find((one) => one.name === name);
    if (!there)
      throw new Failed(exitCodes.failed, `There is no model ${name} in ${modelsFolders.join(' or ')}.`);
    if (!there.folder.startsWith(own))
      throw new Failed(exitCodes.failed, `${name} comes with Maskroom; only models in ${own} are removed.`);
    if (name === model)
      throw new Failed(
        exitCodes.failed,
        `${name} is the model that the settings name. Choose another with --model or MASKROOM_MODEL first.`,
      );
    await removeModel(own, name);
    print(json, { name, removed: true }, [`${name} is removed.`]);
  });
}
