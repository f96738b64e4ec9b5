import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { describeModel, type GraphFiles, type ModelNames } from '../detect/describeModel.ts';
import type { Hints } from '../detect/hints.ts';
import { type Trial, tryModel } from '../detect/tryModel.ts';
import { filesOf, type Manifest } from '../family/manifest.ts';

export interface Installation {
  /** Of its folder, and for `--model`. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly bytes: number;
  readonly trial: Trial;
}

export interface ModelParts {
  readonly files: readonly [GraphFiles, GraphFiles];
  readonly names: ModelNames;
  readonly hints: Hints;
  /** What it must turn out to be. */
  readonly family?: string;
}

/** @throws Problem `conflict` when a model of this name is installed */
export async function requireFree(modelsFolder: string, name: string): Promise<void> {
  const there = await stat(join(modelsFolder, name)).catch(() => null);
  if (there)
    throw new Problem(
      'conflict',
      `There is a model ${name} already, in ${join(modelsFolder, name)}. Remove it with \`maskroom models remove ${name}\`, or choose another --name.`,
    );
}

/**
 * Makes a model of the files in `incoming`: recognises it, writes its manifest, tries it, and only then moves the
 * folder to its place in one step. @throws Problem `model-failed` when it is none or does not work
 */
export async function installModel(
  incoming: string,
  modelsFolder: string,
  name: string,
  { files, names, hints, family }: ModelParts,
): Promise<Installation> {
  const manifest = await describeModel(incoming, files, names, hints);
  if (family !== undefined && manifest.family !== family)
    throw new Problem(
      'model-failed',
      `${name} is a model of family ${manifest.family}, not of ${family} as it should be.`,
    );
  return moveIn(incoming, modelsFolder, name, manifest);
}

/** {@link installModel} from where the manifest is known. Files that it does not name are left out. */
export async function moveIn(
  incoming: string,
  modelsFolder: string,
  name: string,
  manifest: Manifest,
): Promise<Installation> {
  const trial = await tryModel(incoming, manifest);
  const own = filesOf(manifest).map(({ file }) => file);
  for (const file of await readdir(incoming))
    if (!own.includes(file)) await rm(join(incoming, file), { recursive: true, force: true });
  await writeFile(join(incoming, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await requireFree(modelsFolder, name);
  const folder = join(modelsFolder, name);
  await rename(incoming, folder);
  return { name, folder, manifest, bytes: await bytesOfFiles(folder, manifest), trial };
}

export async function bytesOfFiles(folder: string, manifest: Manifest): Promise<number> {
  let bytes = 0;
  for (const { file } of filesOf(manifest)) bytes += (await stat(join(folder, file))).size;
  return bytes;
}
