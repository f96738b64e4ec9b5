import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxModel } from '../onnx/onnxModel.ts';
import { absorbed } from './absorb.ts';
import { assembled, type Branching } from './assemble.ts';
import { cropped } from './crop.ts';
import { cutDecoder, settled } from './cut.ts';
import { folded } from './fold.ts';
import { graphFacts } from './graphFacts.ts';
import { hoisted } from './hoist.ts';
import type { RungName } from './ladderFiles.ts';
import type { RungModel } from './rungModel.ts';
import { splitBySwitch, type Variant } from './variants.ts';

/** What every rung is made from. */
export interface Ground {
  readonly manifest: Manifest;
  readonly family: ModelFamily;
  /** The decoder as it came. */
  readonly original: OnnxModel;
  /** What the product reads of it, by the file's names: the masks and their scores. */
  readonly outputs: readonly [masks: string, scores: string];
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
  const shown = (model: OnnxModel, own: readonly Tensors[]): OnnxModel | Promise<OnnxModel> =>
    rungs.has('crop') ? cropped(model, own, outputs[0]) : model;
  if (!rungs.has('hoist')) return { decoder: await shown(base, prompts) };
  const ofImage = new Set(Object.keys(embedding));
  const variants = await splitBySwitch(base, prompts, ofImage);
  const few: Variant[] = [];
  if (rungs.has('absorb')) {
    for (const { model, prompts: own } of variants.all) {
      const graph = absorbed(model.graph, await graphFacts(model, own), ofImage);
      if (!graph) throw new Error('no attention between a prompt and an image was found');
      few.push({ model: await folded({ ...model, graph }, new Map()), prompts: own });
    }
  }
  const bare: Variant[] = [];
  for (const { model, prompts: own } of [...variants.all, ...few])
    bare.push({ model: await shown(model, own), prompts: own });
  const { graphs, perImage } = await hoisted(bare, embedding);
  const bodies = variants.all.map((_, i): Branching => {
    const sparing = graphs[variants.all.length + i];
    return sparing ? { condition: isFew(prompts), whenTrue: sparing, whenFalse: graphs[i] } : graphs[i];
  });
  const [off, on] = bodies;
  const { switch: input } = variants;
  if (input === undefined) return { perImage, decoder: assembled(base, off) };
  const condition = (builder: GraphBuilder): string => builder.cast(input, 'bool');
  return { perImage, decoder: assembled(base, { condition, whenTrue: on, whenFalse: off }) };
}

/** Points up to which it costs less to bring the image's linear layers to the prompt's tokens (16, with SAM's own). */
const FEW_POINTS = 11;

/** Whether a prompt has few points, by the size of the input that grows with them. */
function isFew(prompts: readonly Tensors[]): (builder: GraphBuilder) => string {
  const [first, ...others] = prompts;
  for (const [name, { dims }] of Object.entries(first)) {
    const axis = dims.findIndex((size, i) => others.some((prompt) => prompt[name].dims[i] !== size));
    if (axis < 0) continue;
    return (builder) => {
      const size = builder.op('Gather', [builder.op('Shape', [name]), builder.ints([axis], [])], { axis: 0 });
      return builder.op('LessOrEqual', [size, builder.ints([FEW_POINTS], [])]);
    };
  }
  throw new Error('every prompt has as many points');
}
