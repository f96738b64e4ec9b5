import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { graphSchema, type Manifest, type ManifestGraph, tensorSchema } from '../family/manifest.ts';
import type { OnnxModel } from '../onnx/onnxModel.ts';
import { writeModel } from '../onnx/writeModel.ts';

/** Of the rewriting: a ladder that another version climbed is climbed anew. */
const VERSION = 3;
/** In the model's folder. */
const FOLDER = 'ladder';
const FILE = 'ladder.json';

export const rungNames = ['cut', 'hoist', 'absorb', 'crop'] as const;
export type RungName = (typeof rungNames)[number];

const rungSchema = z.object({
  rung: z.enum(rungNames),
  kept: z.boolean(),
  /** Why it is not kept. */
  why: z.string().optional(),
  /** From the original's answers, as a part of the largest number in each. */
  difference: z.number().optional(),
  /** Of a decode, the rungs before this one and with it, turn by turn; processor time. */
  beforeMs: z.number().optional(),
  afterMs: z.number().optional(),
});
export type RungReport = z.infer<typeof rungSchema>;

const ladderSchema = z.object({
  version: z.literal(VERSION),
  /** Sha256 of the files that it was made of. */
  source: z.object({ encoder: z.string(), decoder: z.string() }),
  rungs: z.array(rungSchema),
  /** Why nothing could be tried. */
  refused: z.string().optional(),
  /** The graphs that the product runs; null when the original is as good. */
  graphs: z
    .object({
      /** Runs once per image, on outputs of the encoder. */
      perImage: graphSchema.optional(),
      decoder: graphSchema,
      /** What is kept of an image: the decoder's inputs that do not come from the prompt. */
      embedding: z.record(z.string(), tensorSchema),
      /** This output of the decoder is of the rows and columns only that show the picture, of a frame of this size. */
      cropped: z
        .object({ masks: z.string(), width: z.int().positive(), height: z.int().positive() })
        .optional(),
    })
    .nullable(),
});
export type Ladder = z.infer<typeof ladderSchema>;
export type LadderGraphs = NonNullable<Ladder['graphs']>;

export const ladderFolder = (folder: string): string => join(folder, FOLDER);

/** What `climbLadder` left for this very model; null when there is nothing, or it is of other files. */
export async function readLadder(folder: string, manifest: Manifest): Promise<Ladder | null> {
  const text = await readFile(join(folder, FOLDER, FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = ladderSchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { source, graphs } = parsed.data;
  if (source.encoder !== manifest.encoder.sha256 || source.decoder !== manifest.decoder.sha256) return null;
  for (const { file, sha256 } of [graphs?.perImage, graphs?.decoder].filter((graph) => graph !== undefined)) {
    const bytes = await readFile(join(folder, FOLDER, file)).catch(() => null);
    if (bytes === null || sha256Of(bytes) !== sha256) return null;
  }
  return parsed.data;
}

/** Puts a graph into the ladder's folder. */
export async function writeGraph(
  folder: string,
  file: string,
  model: OnnxModel,
  tensors: Pick<ManifestGraph, 'inputs' | 'outputs' | 'names'>,
): Promise<ManifestGraph> {
  const bytes = writeModel(model);
  await mkdir(join(folder, FOLDER), { recursive: true });
  const beside = join(folder, FOLDER, `${file}.part`);
  await writeFile(beside, bytes);
  await rename(beside, join(folder, FOLDER, file));
  return { file, sha256: sha256Of(bytes), data: [], ...tensors };
}

/** Written last: until then the graphs beside it are nobody's. */
export async function writeLadder(
  folder: string,
  { encoder, decoder }: Manifest,
  found: Pick<Ladder, 'rungs' | 'refused' | 'graphs'>,
): Promise<Ladder> {
  const source = { encoder: encoder.sha256, decoder: decoder.sha256 };
  const ladder: Ladder = { version: VERSION, source, ...found };
  await mkdir(join(folder, FOLDER), { recursive: true });
  const beside = join(folder, FOLDER, `${FILE}.part`);
  await writeFile(beside, JSON.stringify(ladder, null, 2));
  await rename(beside, join(folder, FOLDER, FILE));
  return ladder;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
