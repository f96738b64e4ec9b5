import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { bytesText } from '../inference/catalogue/bytesText.ts';
import { bytesOfEntry, filesOfEntry, readCatalogue } from '../inference/catalogue/catalogue.ts';
import { listModels } from '../inference/catalogue/listModels.ts';
import { print, table } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

export function addModelsList(models: Command): void {
  const command = models
    .command('ls')
    .description('installed models, and those that can be pulled')
    .option('--json', 'for machines');
  withSettingFlags(command).action(async ({ json, ...flags }: SettingFlags & { json?: boolean }) => {
    const { model, modelsFolders } = settingsFrom(flags);
    const installed = (await listModels(modelsFolders)).map(({ name, folder, bytes, manifest, fault }) => ({
      name,
      title: manifest?.name ?? null,
      family: manifest?.family ?? null,
      license: manifest?.license ?? null,
      bytes,
      folder,
      state: fault === null ? (name === model ? 'in use' : 'ready') : 'broken',
      fault,
    }));
    const names = installed.map(({ name }) => name);
    const catalogue = (await readCatalogue(modelsFolders)).filter(({ name }) => !names.includes(name));
    const available = await Promise.all(
      catalogue.map(async (entry) => ({
        name: entry.name,
        title: entry.title,
        family: entry.family,
        license: entry.license,
        nonCommercial: entry.nonCommercial,
        bytes: bytesOfEntry(entry) ?? null,
        goodFor: entry.goodFor,
        page: entry.page,
        checksums: filesOfEntry(entry).every(({ sha256 }) => sha256) ? 'published' : 'pinned on first pull',
        begun: Boolean(await stat(join(modelsFolders[0], '.incoming', entry.name)).catch(() => null)),
      })),
    );
    print(json, { installed, available }, [
      'Installed',
      ...table(
        installed.map((one) => [
          one.name,
          one.state,
          bytesText(one.bytes),
          one.family ?? '',
          one.license ?? '',
          one.fault ?? one.title ?? '',
        ]),
      ),
      '',
      'To pull: maskroom models pull NAME',
      ...table(
        available.map((one) => [
          one.name,
          one.begun ? 'begun' : '',
          one.bytes === null ? '' : bytesText(one.bytes),
          one.family,
          one.license,
          one.goodFor,
        ]),
      ),
    ]);
  });
}
