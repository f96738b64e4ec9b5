import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '@maskroom/shared/base/result';
import { z } from 'zod';
import { fileSha256 } from '../onnx/fileSha256.ts';

const axis = z.union([z.int().positive(), z.string().min(1)]);
const elementType = z.enum(['float32', 'int64', 'int32']);
/** `['float32', 1, 3, 512, 512]`: element type, then the shape; a name instead of a number is a free axis. */
export const tensorSchema = z.tuple([elementType], axis);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
export const graphSchema = z.object({
  file: z.string().regex(/^[\w-][\w.-]*\.onnx$/, 'must be the plain name of an .onnx file'),
  sha256,
  /** Files beside it with its weights, under the names by which the graph asks for them. */
  data: z
    .array(z.object({ file: z.string().regex(/^[\w-][\w.-]*$/, 'must be the plain name of a file'), sha256 }))
    .default([]),
  inputs: z.record(z.string(), tensorSchema),
  outputs: z.record(z.string(), tensorSchema),
  /** Outputs that the file calls otherwise: the name here → the name in the file. */
  names: z.record(z.string(), z.string()).default({}),
});
const remoteModel = z.object({
  model: z.string().min(1).max(200),
  version: z.string().min(1).max(40).optional(),
});
const side = z.int().min(32).max(4096);
const triple = z.tuple([z.number(), z.number(), z.number()]);

/** What a model's folder says of it. Nothing else in the server knows a size, a name or a constant of a model. */
export const manifestSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  /** Which code prepares its inputs and reads its outputs. */
  family: z.string().min(1),
  license: z.string().min(1),
  /** Where its files are from. */
  source: z.string().optional(),
  input: z.object({ side, mean: triple, std: triple }),
  prompt: z
    .object({
      /** Px of the longest side of the frame that points are given in. Default: the input's. */
      side: side.optional(),
      /** Whether the decoder knows labels 2 and 3 for a box's corners. Default: the family's. */
      boxes: z.enum(['labels', 'none']).optional(),
    })
    .default({}),
  /** What says which candidate is best: the model's own guess, or the stability of each mask. */
  ranking: z.enum(['predicted-iou', 'stability']).default('predicted-iou'),
  /** What an automatic mask of this model must be. Default: the family's. */
  everything: z
    .object({
      pred_iou_thresh: z.number().min(0).max(1).optional(),
      stability_score_thresh: z.number().min(0).max(1).optional(),
    })
    .optional(),
  encoder: graphSchema,
  decoder: graphSchema,
  /** What the graphs are called on inference servers. Default: the id with `-encoder` and `-decoder`. */
  remote: z.object({ encoder: remoteModel.optional(), decoder: remoteModel.optional() }).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestGraph = z.infer<typeof graphSchema>;
export type ManifestFile = Pick<ManifestGraph, 'file' | 'sha256'>;
export type ManifestTensor = z.infer<typeof tensorSchema>;
export type ElementType = z.infer<typeof elementType>;

/** Reads `manifest.json` and checks that every file it names is there, whole and unchanged. */
export async function readManifest(folder: string): Promise<Result<Manifest>> {
  const manifest = await readManifestAlone(folder);
  if (!manifest.ok) return manifest;
  for (const part of filesOf(manifest.value)) {
    const fault = await faultOf(folder, part);
    if (fault) return err(fault);
  }
  return manifest;
}

/** Reads `manifest.json` and looks at nothing else. */
export async function readManifestAlone(folder: string): Promise<Result<Manifest>> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return err(`there is no model in ${folder}: manifest.json cannot be read`);
  const json = parseJson(text);
  if (!json.ok) return err(`${path} is not JSON: ${json.error}`);
  const parsed = manifestSchema.safeParse(json.value);
  if (!parsed.success) return err(`${path} is not a model manifest: ${issuesOf(parsed.error)}`);
  return ok(parsed.data);
}

/** Every file of the model but the manifest. */
export const filesOf = ({ encoder, decoder }: Manifest): readonly ManifestFile[] => [
  encoder,
  ...encoder.data,
  decoder,
  ...decoder.data,
];

/**
 * Names all that an embedding depends on beside the picture, in 64 hex digits: the encoder's files and how a picture
 * is prepared for it. Embeddings of one key are of no use to another. `isRemote`: inference servers run it, whose
 * files are known by the model's name and version only.
 */
export function encoderKey({ family, input, encoder, remote }: Manifest, isRemote = false): string {
  const files = [encoder, ...encoder.data].map((file) => file.sha256);
  const elsewhere = isRemote ? ['remote', remote?.encoder ?? null] : [];
  return createHash('sha256')
    .update(JSON.stringify([family, input, files, ...elsewhere]))
    .digest('hex');
}

/** The numbers of a tensor's shape; a free axis counts as 1. */
export const shapeOf = (graphTensor: ManifestTensor): number[] =>
  graphTensor.slice(1).map((size) => (typeof size === 'number' ? size : 1));

function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : 'unreadable');
  }
}

const issuesOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');

async function faultOf(folder: string, { file, sha256 }: ManifestFile): Promise<string | null> {
  const path = join(folder, file);
  const found = await fileSha256(path).catch(() => null);
  if (found === null) return `${path}, which the manifest names, cannot be read`;
  return found === sha256
    ? null
    : `${path} is not the file the manifest describes: sha256 ${found}, expected ${sha256}`;
}
