import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxModel } from '../onnx/onnxModel.ts';
import { assembled } from './assemble.ts';
import { cutDecoder, settled } from './cut.ts';
import { hoisted } from './hoist.ts';
import type { RungName } from './ladderFiles.ts';
import type { RungModel } from './rungModel.ts';
import { splitBySwitch } from './variants.ts';

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
  const base = rungs.has('cut')
    ? await cutDecoder(original, outputs, prompts, embedding)
    : await settled(original, prompts);
  if (!rungs.has('hoist')) return { decoder: base };
  const variants = await splitBySwitch(base, prompts, new Set(Object.keys(embedding)));
  const { graphs, perImage } = await hoisted(variants.all, embedding);
  const [off, on] = graphs;
  const { switch: condition } = variants;
  if (condition === undefined) return { perImage, decoder: { ...base, graph: off } };
  const branching = {
    condition: (builder: GraphBuilder) => builder.cast(condition, 'bool'),
    whenTrue: on,
    whenFalse: off,
  };
  return { perImage, decoder: assembled(base, branching) };
}
