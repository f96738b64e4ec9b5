import type { Command } from 'commander';
import { readCatalogue } from '../inference/catalogue/catalogue.ts';
import { listModels } from '../inference/catalogue/listModels.ts';
import { readPins } from '../inference/catalogue/pins.ts';
import { verifyModel } from '../inference/catalogue/verifyModel.ts';
import { exitCodes, Failed } from './exit.ts';
import { trialLine, trialWarnings } from './installedModel.ts';
import { ladderText } from './ladderText.ts';
import { print } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

export function addModelsVerify(models: Command): void {
  const command = models
    .command('verify')
    .description('read every file of installed models against their checksums, and try them')
    .argument('[name]', 'only this one')
    .option('--json', 'for machines');
  withSettingFlags(command).action(verify);
}

async function verify(name: string | undefined, { json, ...flags }: SettingFlags & { json?: boolean }) {
  const { modelsFolders } = settingsFrom(flags);
  const installed = (await listModels(modelsFolders)).filter(
    (model) => name === undefined || model.name === name,
  );
  if (installed.length === 0)
    throw new Failed(exitCodes.failed, `There is no model ${name} in ${modelsFolders.join(' or ')}.`);
  const [catalogue, pins] = [await readCatalogue(modelsFolders), await readPins(modelsFolders[0])];
  const models = [];
  for (const model of installed)
    models.push({
      name: model.name,
      ...(await verifyModel(model, catalogue, pins)),
      ladder: await ladderText(model.folder),
    });
  print(
    json,
    { ok: models.every(({ ok }) => ok), models },
    models.flatMap((model) =>
      model.ok
        ? [
            `ok    ${model.name}  ${checksumText[model.checksums]}; ${trialLine(model.trial)}`,
            `      ${model.ladder}`,
            ...trialWarnings(model.trial),
          ]
        : [`FAIL  ${model.name}  ${model.says}`],
    ),
  );
  process.exitCode = models.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.unhealthy;
}

const checksumText = {
  published: 'checksums as published',
  pinned: 'checksums as first pulled',
  own: 'checksums as installed',
};
