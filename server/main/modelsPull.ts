import type { Command } from 'commander';
import { type CatalogueEntry, readCatalogue } from '../inference/catalogue/catalogue.ts';
import { listModels } from '../inference/catalogue/listModels.ts';
import { pullModel } from '../inference/catalogue/pullModel.ts';
import { exitCodes, Failed } from './exit.ts';
import { finishInstallation } from './installedModel.ts';
import { print } from './output.ts';
import { createProgressLine } from './progressLine.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

interface PullFlags extends SettingFlags {
  readonly acceptChange?: boolean;
  readonly ladder: boolean;
  readonly json?: boolean;
}

export function addModelsPull(models: Command): void {
  const command = models
    .command('pull')
    .description('fetch a model of the catalogue; goes on with what was begun')
    .argument('<name>', 'as `models ls` shows it')
    .option('--accept-change', 'take a file that its source has changed since it was first pulled')
    .option('--no-ladder', 'leave the decoder as it came')
    .option('--json', 'for machines');
  withSettingFlags(command).action(pull);
}

async function pull(name: string, { acceptChange, json, ladder, ...flags }: PullFlags): Promise<void> {
  const { modelsFolders } = settingsFrom(flags);
  const there = (await listModels(modelsFolders)).find((model) => model.name === name);
  if (there) {
    const says = `${name} is installed in ${there.folder}. \`maskroom models verify ${name}\` checks it.`;
    print(json, { name, installed: false, folder: there.folder, says }, [says]);
    return;
  }
  const entry = entryOf(await readCatalogue(modelsFolders), name);
  if (!json) console.error(`${entry.title}, licence ${entry.license}, from ${entry.page}`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const progress = createProgressLine();
  try {
    const installed = await pullModel(entry, {
      modelsFolder: modelsFolders[0],
      acceptChange,
      signal: stop.signal,
      onProgress: json ? undefined : progress.show,
    });
    progress.end();
    await finishInstallation(installed, { json, ladder });
  } catch (cause) {
    progress.end();
    if (!stop.signal.aborted) throw cause;
    throw new Failed(
      exitCodes.failed,
      `Stopped. What was fetched is kept: run \`maskroom models pull ${name}\` again to go on.`,
    );
  }
}

function entryOf(catalogue: readonly CatalogueEntry[], name: string): CatalogueEntry {
  const entry = catalogue.find((one) => one.name === name);
  if (entry) return entry;
  const similar = catalogue.filter((one) => one.name.includes(name) || name.includes(one.name));
  const names = (similar.length > 0 ? similar : catalogue).map((one) => one.name).join(', ');
  throw new Failed(exitCodes.usage, `The catalogue has no model ${name}. It has: ${names}.`);
}
