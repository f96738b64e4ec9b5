import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { GraphWriter } from './GraphWriter.ts';
import { MASK_SIDE, toyAnswer } from './toyAnswer.ts';
import { type ToyModel, toyModels } from './toyModels.ts';

/** Each does well with one click, so that it gets through the start, and ill with more. */
export const hostileKinds = [
  'not numbers',
  'infinite',
  'too few masks',
  'masks of another size',
  'more memory than there is',
  'an error in the run',
] as const;
export type HostileKind = (typeof hostileKinds)[number] | 'a run without end';

/** Of the run without end, for each click beyond the first: some seconds, so that a test can await its end after all. */
const ROUNDS = 1_500_000;

/** A model with the contract of the family sam that turns on its host. */
export function hostileModel(kind: HostileKind): ToyModel {
  const plain = toyModels.sam();
  const { inputs } = plain.decoder;
  const g = new GraphWriter();
  for (const [name, tensor] of Object.entries(inputs)) g.input(name, tensor);
  const labels = g.op('Reshape', ['point_labels', g.ints([-1])]);
  const { logits, ious } = toyAnswer(g, {
    coords: g.op('Reshape', ['point_coords', g.ints([-1, 2])]),
    labels,
    padding: 'unboxed',
    boxes: true,
    embedding: ['image_embeddings'],
    mask: { input: 'mask_input', has: 'has_mask_input' },
  });
  // The pad point is one of them.
  const extra = g.op('Sub', [g.op('Size', [labels]), g.ints([2], [])]);
  const harm = harmOf(g, kind, extra, { logits, ious });
  const masks = g.op('Unsqueeze', [harm.logits, g.ints([0])]);
  const outputs: Record<string, ManifestTensor> = {
    iou_predictions: ['float32', 1, 'count'],
    low_res_masks: ['float32', 1, 'masks', 'height', 'width'],
  };
  g.output('iou_predictions', outputs.iou_predictions, g.op('Unsqueeze', [harm.ious, g.ints([0])]));
  g.output('low_res_masks', outputs.low_res_masks, masks);
  return { ...plain, decoder: { inputs, outputs, bytes: g.finish() } };
}

interface Answer {
  readonly logits: string;
  readonly ious: string;
}

function harmOf(g: GraphWriter, kind: HostileKind, extra: string, { logits, ious }: Answer): Answer {
  const isHarmful = g.op('Greater', [extra, g.ints([0], [])]);
  const instead = (value: number): string => g.op('Where', [isHarmful, g.float(value), logits]);
  const asList = (value: string): string => g.op('Reshape', [value, g.ints([1])]);
  const times = (count: number): string => g.op('Mul', [extra, g.ints([count], [])]);
  switch (kind) {
    case 'not numbers':
      return { logits: instead(Number.NaN), ious };
    case 'infinite':
      return { logits: instead(Number.POSITIVE_INFINITY), ious };
    case 'too few masks': {
      const end = g.op('Sub', [g.ints([4]), asList(extra)]);
      return { logits: g.op('Slice', [logits, g.ints([0]), end]), ious };
    }
    case 'masks of another size': {
      const end = g.op('Sub', [g.ints([MASK_SIDE]), asList(extra)]);
      return { logits: g.op('Slice', [logits, g.ints([0]), end, g.ints([1])]), ious };
    }
    case 'more memory than there is': {
      const shape = g.op('Concat', [asList(times(2 ** 24)), g.ints([2 ** 24])], { axis: 0 });
      const sum = g.op('ReduceSum', [g.op('ConstantOfShape', [shape])], { keepdims: 0 });
      return { logits, ious: g.op('Add', [ious, sum]) };
    }
    case 'an error in the run': {
      const beyond = g.op('Gather', [ious, times(100)], { axis: 0 });
      return { logits, ious: g.op('Add', [ious, g.op('Mul', [beyond, g.float(0)])]) };
    }
    case 'a run without end': {
      const counted = g.countUp(times(ROUNDS), g.float(0));
      return { logits, ious: g.op('Add', [ious, g.op('Mul', [counted, g.float(0)])]) };
    }
  }
}
