import { Problem } from '@maskroom/shared/base/problem';
import { type Trial, tryModel } from '../detect/tryModel.ts';
import { filesOf, type Manifest, readManifest } from '../family/manifest.ts';
import { type CatalogueEntry, filesOfEntry } from './catalogue.ts';
import type { ListedModel } from './listModels.ts';
import type { Pins } from './pins.ts';

export type Verified =
  | { readonly ok: true; readonly trial: Trial; readonly checksums: 'published' | 'pinned' | 'own' }
  | { readonly ok: false; readonly says: string };

/**
 * Reads every file of an installed model against its manifest, and both against what its source published or what
 * was pinned when it was pulled; then opens the graphs and asks them for a disc.
 */
export async function verifyModel(
  { name, folder }: ListedModel,
  catalogue: readonly CatalogueEntry[],
  pins: Pins,
): Promise<Verified> {
  const manifest = await readManifest(folder);
  if (!manifest.ok) return { ok: false, says: manifest.error };
  const entry = catalogue.find((entry) => entry.name === name && entry.page === manifest.value.source);
  const fault = entry && sourceFault(manifest.value, entry, pins);
  if (fault) return { ok: false, says: fault };
  const isPublished = entry && filesOfEntry(entry).every(({ sha256 }) => sha256 !== undefined);
  try {
    const trial = await tryModel(folder, manifest.value);
    return { ok: true, trial, checksums: isPublished ? 'published' : entry ? 'pinned' : 'own' };
  } catch (cause) {
    if (cause instanceof Problem) return { ok: false, says: cause.message };
    throw cause;
  }
}

function sourceFault(manifest: Manifest, entry: CatalogueEntry, pins: Pins): string | undefined {
  const installed = filesOf(manifest).map(({ sha256 }) => sha256);
  for (const { url, sha256 } of filesOfEntry(entry)) {
    const expected = sha256 ?? pins[url]?.sha256;
    if (expected !== undefined && !installed.includes(expected))
      return `none of its files is the one that ${url} gave (sha256 ${expected}); remove it and pull it again`;
  }
  return undefined;
}
