import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { OnnxModel } from '../onnx/onnxModel.ts';
import { cutDecoder } from './cut.ts';
import type { RungName } from './ladderFiles.ts';
import type { RungModel } from './rungModel.ts';

/** What every rung is made from. */
export interface Ground {
  readonly manifest: Manifest;
  readonly family: ModelFamily;
  /** The decoder as it came. */
  readonly original: OnnxModel;
  /** What the product reads of it, by the file's names. */
  readonly outputs: readonly string[];
  /** Of one picture, by the encoder. */
  readonly embedding: Tensors;
  /** The decoder's inputs for prompts of every kind, {@link embedding} among them. */
  readonly prompts: readonly Tensors[];
}

/** The decoder with these rungs. @throws Error that says why it cannot be */
export async function buildRung(ground: Ground, rungs: ReadonlySet<RungName>): Promise<RungModel> {
  const { embedding, original, outputs, prompts } = ground;
  if (!rungs.has('cut')) return { decoder: original };
  return { decoder: await cutDecoder(original, outputs, prompts, embedding) };
}
