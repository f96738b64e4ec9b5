import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { fileSha256 } from '../onnx/fileSha256.ts';
import {
  bytesOfEntry,
  type CatalogueEntry,
  type CatalogueFile,
  fileNameOf,
  filesOfEntry,
} from './catalogue.ts';
import { claimName } from './claimName.ts';
import { requireRoom } from './diskFaults.ts';
import { download } from './download.ts';
import { type Installation, installModel, type ModelParts, requireFree } from './installModel.ts';
import { addPins, type Pins, readPins } from './pins.ts';

export interface PullOptions {
  readonly modelsFolder: string;
  /** Takes what a source has now for what it should have, where it publishes no checksum. */
  readonly acceptChange?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (file: string, received: number, total: number | undefined) => void;
}

/**
 * Fetches a model of the catalogue and installs it, whole or not at all; what was fetched of it before is gone on
 * with. @throws Problem that says what to do
 */
export async function pullModel(entry: CatalogueEntry, options: PullOptions): Promise<Installation> {
  const { modelsFolder } = options;
  await requireFree(modelsFolder, entry.name);
  await mkdir(modelsFolder, { recursive: true });
  const claim = await claimName(modelsFolder, entry.name);
  try {
    await requireRoom(
      modelsFolder,
      Math.max(0, (bytesOfEntry(entry) ?? 0) - (await bytesThere(entry, claim.folder))),
    );
    const pins: Pins = {};
    for (const file of filesOfEntry(entry)) pins[file.url] = await fetchFile(file, claim.folder, options);
    const known = await readPins(modelsFolder);
    const installed = await installModel(claim.folder, modelsFolder, entry.name, partsOf(entry)).catch(
      async (cause) => {
        // Nothing says that these were the right files: the next pull starts with fresh ones.
        for (const file of filesOfEntry(entry).filter(({ sha256 }) => !sha256))
          await rm(join(claim.folder, fileNameOf(file)), { force: true });
        throw cause;
      },
    );
    const unpublished = filesOfEntry(entry).filter(
      ({ sha256, url }) => !sha256 && (options.acceptChange || !known[url]),
    );
    await addPins(modelsFolder, Object.fromEntries(unpublished.map(({ url }) => [url, pins[url]])));
    return installed;
  } finally {
    await claim.release();
  }
}

function partsOf(entry: CatalogueEntry): ModelParts {
  const filesOf = ([graph, ...data]: readonly CatalogueFile[]) => ({
    file: fileNameOf(graph),
    data: data.map(fileNameOf),
  });
  return {
    files: [filesOf(entry.encoder), filesOf(entry.decoder)],
    names: { id: entry.name, name: entry.title, license: entry.license, source: entry.page },
    hints: entry.hints,
    family: entry.family,
  };
}

/** Fetches one file unless it is there, and checks it. */
async function fetchFile(file: CatalogueFile, folder: string, options: PullOptions): Promise<Pins[string]> {
  const path = join(folder, fileNameOf(file));
  const isThere = await stat(path).catch(() => null);
  if (!isThere)
    await download(file.url, path, {
      signal: options.signal,
      onProgress: (received, total) => options.onProgress?.(fileNameOf(file), received, total ?? file.bytes),
    });
  const sha256 = await fileSha256(path);
  const pinned = options.acceptChange ? undefined : (await readPins(options.modelsFolder))[file.url];
  const expected = file.sha256 ?? pinned?.sha256;
  if (expected === undefined || expected === sha256)
    return { sha256, since: new Date().toISOString().slice(0, 10) };
  await rm(path, { force: true });
  const found = `sha256 ${sha256}, expected ${expected}`;
  throw new Problem(
    'model-failed',
    file.sha256
      ? `${file.url} is not the file that the catalogue describes (${found}). It was changed at its source or on the way, and is thrown away; nothing was installed. Run the same once more; if it stays so, do not use it.`
      : `${file.url} is not what it was when it was first pulled on ${pinned?.since} (${found}). It is thrown away; nothing was installed. If you know that its source changed it, take it with --accept-change.`,
  );
}

/** Of the download, from before. */
async function bytesThere(entry: CatalogueEntry, folder: string): Promise<number> {
  let sum = 0;
  for (const name of filesOfEntry(entry).map(fileNameOf)) {
    for (const path of [join(folder, name), join(folder, `${name}.part`)])
      sum += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return sum;
}
