import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { z } from 'zod';
import { hintsSchema } from '../detect/hints.ts';

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const file = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** What it is called in the model's folder. Default: the last part of the address. */
  file: z.string().regex(plainName).optional(),
  /** About; for the progress bar and the room on the disk. */
  bytes: z.int().positive().optional(),
  /** Where the source publishes none, the first download's is kept and compared ever after. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
const entry = z.object({
  /** Of its folder, and for `--model`. */
  name: z.string().regex(plainName),
  title: z.string().min(1),
  family: z.string().min(1),
  license: z.string().min(1),
  nonCommercial: z.boolean().default(false),
  goodFor: z.string().min(1),
  /** Where people read about it. */
  page: z.url({ protocol: /^https?$/ }),
  /** About, of all files, where those of single ones are not known. */
  bytes: z.int().positive().optional(),
  /** The graph, then the files with its weights, if they are not in it. */
  encoder: z.array(file).min(1),
  decoder: z.array(file).min(1),
  hints: hintsSchema.default({}),
});
const catalogue = z.object({ models: z.array(entry) });

export type CatalogueEntry = z.infer<typeof entry>;
export type CatalogueFile = z.infer<typeof file>;

export const filesOfEntry = ({ encoder, decoder }: CatalogueEntry): CatalogueFile[] => [
  ...encoder,
  ...decoder,
];

/** About; undefined when it is not known. */
export function bytesOfEntry(entry: CatalogueEntry): number | undefined {
  if (entry.bytes !== undefined) return entry.bytes;
  let sum = 0;
  for (const { bytes } of filesOfEntry(entry)) {
    if (bytes === undefined) return undefined;
    sum += bytes;
  }
  return sum;
}

export const fileNameOf = ({ file, url }: CatalogueFile): string =>
  file ?? decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');

/**
 * The models that can be pulled: `catalogue.json` of each models folder, one's own before the one that comes with
 * Maskroom. @throws Problem `bad-request` when one is there and wrong
 */
export async function readCatalogue(modelsFolders: readonly string[]): Promise<CatalogueEntry[]> {
  const found = new Map<string, CatalogueEntry>();
  for (const folder of modelsFolders) {
    for (const entry of await readOne(join(folder, 'catalogue.json')))
      if (!found.has(entry.name)) found.set(entry.name, entry);
  }
  return [...found.values()];
}

async function readOne(path: string): Promise<CatalogueEntry[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  const parsed = catalogue.safeParse(parseJson(text));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
    );
    throw new Problem('bad-request', `${path} is no catalogue of models: ${issues.join('; ')}`);
  }
  for (const entry of parsed.data.models) {
    const names = filesOfEntry(entry).map(fileNameOf);
    const wrong = names.find((name, i) => !plainName.test(name) || names.indexOf(name) !== i);
    if (wrong !== undefined)
      throw new Problem(
        'bad-request',
        `${path}: the files of ${entry.name} need names of their own; give ${JSON.stringify(wrong)} another with "file"`,
      );
  }
  return parsed.data.models;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
