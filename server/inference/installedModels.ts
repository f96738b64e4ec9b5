import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, readManifestAlone } from './family/manifest.ts';

export interface InstalledModel {
  /** The folder's name: what settings and clients call it. */
  readonly id: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** What is installed in these folders and has a manifest that can be read, by name. */
export async function listInstalledModels(modelsFolders: readonly string[]): Promise<InstalledModel[]> {
  const installed: InstalledModel[] = [];
  for (const [id, folder] of await modelFolders(modelsFolders)) {
    const manifest = await readManifestAlone(folder);
    if (manifest.ok) installed.push({ id, folder, manifest: manifest.value });
  }
  return installed.sort((a, b) => a.id.localeCompare(b.id));
}

/** The folder of this model; undefined where none of these folders has it. */
export async function findModelFolder(
  modelsFolders: readonly string[],
  modelId: string,
): Promise<string | undefined> {
  return (await modelFolders(modelsFolders)).get(modelId);
}

/**
 * Folders that have a manifest, by name; of two of one name the first counts. What begins with a dot is on its way in
 * or out. Names are compared with what is there and never followed as paths.
 */
export async function modelFolders(modelsFolders: readonly string[]): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const models of modelsFolders) {
    for (const name of await readdir(models).catch(() => [])) {
      const folder = join(models, name);
      if (!name.startsWith('.') && !folders.has(name) && existsSync(join(folder, 'manifest.json')))
        folders.set(name, folder);
    }
  }
  return folders;
}
