import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { filesOf, type Manifest, readManifestAlone } from '../family/manifest.ts';
import { familyOf } from '../family/modelFamilies.ts';
import { modelFolders } from '../installedModels.ts';

/** One folder of models that a server may be started with. */
export interface ListedModel {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  /** Null where there is none that can be read. */
  readonly manifest: Manifest | null;
  /** Why it cannot be used, as far as can be told without reading its files. */
  readonly fault: string | null;
}

/** All installed models, also those that cannot be used; of two of one name the one that a server would take. */
export async function listModels(modelsFolders: readonly string[]): Promise<ListedModel[]> {
  const models: ListedModel[] = [];
  for (const [name, folder] of await modelFolders(modelsFolders)) models.push(await listed(name, folder));
  return models.sort((a, b) => a.name.localeCompare(b.name));
}

async function listed(name: string, folder: string): Promise<ListedModel> {
  const parsed = await readManifestAlone(folder);
  if (!parsed.ok) return { name, folder, bytes: 0, manifest: null, fault: parsed.error };
  const manifest = parsed.value;
  const family = familyOf(manifest);
  const missing: string[] = [];
  let bytes = 0;
  for (const { file } of filesOf(manifest)) {
    const info = await stat(join(folder, file)).catch(() => null);
    bytes += info?.size ?? 0;
    if (!info) missing.push(file);
  }
  const fault = missing.length > 0 ? `${missing.join(', ')} is missing` : family.ok ? null : family.error;
  return { name, folder, bytes, manifest, fault };
}

/** Takes a model away, in one step. @throws Problem `not-found` */
export async function removeModel(modelsFolder: string, name: string): Promise<void> {
  const folder = join(modelsFolder, name);
  if (!(await stat(folder).catch(() => null)))
    throw new Problem('not-found', `There is no model ${name} in ${modelsFolder}.`);
  const away = join(modelsFolder, `.removed-${name}-${process.pid}`);
  await rename(folder, away);
  await rm(away, { recursive: true, force: true });
}
