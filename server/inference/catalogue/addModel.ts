import { constants } from 'node:fs';
import { copyFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { GraphFiles, ModelNames } from '../detect/describeModel.ts';
import type { Hints } from '../detect/hints.ts';
import { filesOf, readManifest } from '../family/manifest.ts';
import { fileSha256 } from '../onnx/fileSha256.ts';
import { type CatalogueEntry, filesOfEntry } from './catalogue.ts';
import { claimName } from './claimName.ts';
import { diskFault, requireRoom } from './diskFaults.ts';
import { type Installation, installModel, moveIn, requireFree } from './installModel.ts';

export interface AddOptions {
  readonly modelsFolder: string;
  /** Of its folder, and for `--model`. */
  readonly name: string;
  readonly names: Partial<Pick<ModelNames, 'name' | 'license'>>;
  readonly hints: Hints;
  /** Files of these are recognised, and need no words. */
  readonly catalogue: readonly CatalogueEntry[];
}

/**
 * Installs a model that is on this machine: a folder with a manifest, a folder with two .onnx files, or two .onnx
 * files. They are copied. @throws Problem that says what is wrong or missing
 */
export async function addModel(paths: readonly string[], options: AddOptions): Promise<Installation> {
  const { modelsFolder, name } = options;
  await requireFree(modelsFolder, name);
  const [first] = paths;
  const ready = paths.length === 1 && (await stat(join(first, 'manifest.json')).catch(() => null));
  const graphs = ready ? [] : await graphsIn(paths);
  const manifest = ready ? await readManifest(first) : undefined;
  if (manifest && !manifest.ok) throw new Problem('model-failed', manifest.error);
  const sources = manifest
    ? filesOf(manifest.value).map(({ file }) => join(first, file))
    : graphs.flatMap(({ path, data }) => [path, ...data.map((file) => join(dirname(path), file))]);
  const claim = await claimName(modelsFolder, name);
  try {
    await copyAll(sources, claim.folder);
    if (manifest) return await moveIn(claim.folder, modelsFolder, name, { ...manifest.value, id: name });
    const known = await knownEntry(sources, options.catalogue);
    return await installModel(claim.folder, modelsFolder, name, {
      files: pairOf(graphs),
      names: {
        id: name,
        name: options.names.name ?? known?.title ?? name,
        license: options.names.license ?? known?.license ?? licenseMissing(),
        source: known?.page,
      },
      hints: { ...known?.hints, ...options.hints },
    });
  } finally {
    await rm(claim.folder, { recursive: true, force: true });
    await claim.release();
  }
}

interface Graph {
  readonly path: string;
  /** Names of files beside it that belong to it. */
  readonly data: readonly string[];
}

async function graphsIn(paths: readonly string[]): Promise<Graph[]> {
  const files = paths.length === 1 ? await onnxFilesIn(paths[0]) : paths;
  if (new Set(files.map((path) => basename(path))).size < files.length)
    throw new Problem('bad-request', `Both files are called ${basename(files[0])}; rename one of them.`);
  return Promise.all(
    files.map(async (path) => {
      const beside = await readdir(dirname(path)).catch(() => []);
      const own = basename(path);
      return {
        path,
        data: beside.filter(
          (file) => file.startsWith(own) && /^[._]data(_\d+)?$/.test(file.slice(own.length)),
        ),
      };
    }),
  );
}

async function onnxFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => {
    throw new Problem(
      'bad-request',
      `There is no folder ${folder}; name a folder, or an encoder and a decoder file.`,
    );
  });
  const files = entries.filter((file) => file.endsWith('.onnx')).sort();
  if (files.length === 2) return files.map((file) => join(folder, file));
  const found = files.length === 0 ? 'no .onnx file' : files.join(', ');
  throw new Problem(
    'bad-request',
    `A model is two .onnx files, an encoder and a decoder; ${folder} has ${found}. Name the two: maskroom models add ENCODER.onnx DECODER.onnx`,
  );
}

const pairOf = ([one, other]: readonly Graph[]): [GraphFiles, GraphFiles] => [
  { file: basename(one.path), data: one.data },
  { file: basename(other.path), data: other.data },
];

async function copyAll(sources: readonly string[], folder: string): Promise<void> {
  let bytes = 0;
  for (const path of sources) {
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new Problem('bad-request', `There is no file ${path}.`);
    bytes += info.size;
  }
  await requireRoom(folder, bytes);
  for (const path of sources)
    await copyFile(path, join(folder, basename(path)), constants.COPYFILE_FICLONE).catch((cause) => {
      throw diskFault(cause, folder);
    });
}

/** The entry whose checksums are these files'. */
async function knownEntry(
  sources: readonly string[],
  catalogue: readonly CatalogueEntry[],
): Promise<CatalogueEntry | undefined> {
  const found = new Set<string>();
  for (const path of sources) found.add(await fileSha256(path));
  return catalogue.find((entry) =>
    filesOfEntry(entry).every(({ sha256 }) => sha256 !== undefined && found.has(sha256)),
  );
}

function licenseMissing(): never {
  throw new Problem(
    'bad-request',
    'No ONNX file tells its licence. Say it as its publisher does: --license Apache-2.0, for instance, or --license unknown.',
  );
}
