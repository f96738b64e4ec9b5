import type { GraphWriter } from './GraphWriter.ts';

/** Px of the frame that the toy decoders think in, and of their masks. */
export const FRAME_SIDE = 1024;
export const MASK_SIDE = 256;
/** Frame px: radius of the disc around the mean of the foreground points, per token. */
export const TOKEN_RADII = [240, 120, 400, 250] as const;
/** Of the disc that each background point cuts out. */
export const BACKGROUND_RADIUS = 100;
/** Predicted IoU per token: token 0 would win if anyone took it for one of several. */
export const TOKEN_IOUS = [0.95, 0.5, 0.9, 0.7] as const;
/** What one unit in the first pixel of the embedding's first channel adds to each predicted IoU. */
export const EMBEDDING_WEIGHT = 0.01;

const FAR = 1000;
const HALF_PIXEL = 0.5;

/** Who appends points of label -1: the caller when there is no box, nobody, or the caller up to a number. */
export type PaddingRule = 'unboxed' | 'none' | { readonly upTo: number };

export interface ToyQuestion {
  /** Names of values: float32[N, 2] in frame px as the caller gave them, float32[N]. */
  readonly coords: string;
  readonly labels: string;
  readonly padding: PaddingRule;
  /** Whether labels 2 and 3 are a box's corners; otherwise they count as nothing. */
  readonly boxes: boolean;
  /** Embedding tensors [1, C, H, W], each weighing ten times less than the one before. */
  readonly embedding: readonly string[];
  readonly mask?: { readonly input: string; readonly has: string };
}

/**
 * logits float32[4, 256, 256] and ious float32[4]. Logits: distance inside a disc, less the discs of background
 * points, within the box, within `mask`; nothing at all when the padding is not by the rule.
 */
export function toyAnswer(g: GraphWriter, question: ToyQuestion): { logits: string; ious: string } {
  const { coords, labels } = question;
  const centre = (i: number): number => ((i + 0.5) * FRAME_SIDE) / MASK_SIDE;
  const centres = Array.from({ length: MASK_SIDE }, (_, i) => centre(i));
  const gridX = g.floats(centres, [1, 1, MASK_SIDE]);
  const gridY = g.floats(centres, [1, MASK_SIDE, 1]);
  const axisOf = (index: number): string =>
    g.op('Add', [g.op('Gather', [coords, g.ints([index], [])], { axis: 1 }), g.float(HALF_PIXEL)]);
  const [x, y] = [axisOf(0), axisOf(1)];
  const has = (label: number): string => g.op('Equal', [labels, g.float(label)]);
  const weightOf = (label: number): string => g.cast(has(label), 'float32');
  const sum = (value: string): string => g.op('ReduceSum', [value], { keepdims: 0 });
  const square = (value: string): string => g.op('Mul', [value, value]);
  const column = (value: string): string => g.op('Reshape', [value, g.ints([-1, 1, 1])]);

  const foreground = weightOf(1);
  const count = sum(foreground);
  const least = g.op('Max', [count, g.float(1)]);
  const mean = (value: string): string => g.op('Div', [sum(g.op('Mul', [foreground, value])), least]);
  const distance2 = g.op('Add', [
    square(g.op('Sub', [gridX, mean(x)])),
    square(g.op('Sub', [gridY, mean(y)])),
  ]);
  const radii = g.floats(TOKEN_RADII, [TOKEN_RADII.length, 1, 1]);
  const within = (r: string, d2: string): string =>
    g.op('Div', [g.op('Sub', [square(r), d2]), g.op('Mul', [r, g.float(2)])]);
  const far = g.float(FAR);
  const disc = g.op('Where', [g.op('Greater', [count, g.float(0)]), within(radii, distance2), far]);

  const dx = g.op('Sub', [gridX, column(x)]);
  const dy = g.op('Sub', [gridY, column(y)]);
  const cut = g.op('Neg', [within(g.float(BACKGROUND_RADIUS), g.op('Add', [square(dx), square(dy)]))]);
  const after = g.op('Min', [dx, dy]);
  const before = g.op('Min', [g.op('Neg', [dx]), g.op('Neg', [dy])]);
  const where = (label: number, then: string, otherwise: string): string =>
    g.op('Where', [column(has(label)), then, otherwise]);
  const boxed = question.boxes ? where(2, after, where(3, before, far)) : far;
  const limits = g.op('ReduceMin', [where(0, cut, boxed)], { axes: [0], keepdims: 1 });
  let logits = g.op('Min', [disc, limits]);
  if (question.mask) {
    const plane = g.op('Reshape', [question.mask.input, g.ints([1, MASK_SIDE, MASK_SIDE])]);
    const wanted = g.op('Greater', [question.mask.has, g.float(0.5)]);
    logits = g.op('Where', [wanted, g.op('Min', [logits, plane]), logits]);
  }

  const pads = sum(weightOf(-1));
  const padPlaces = sum(g.op('Mul', [g.op('Unsqueeze', [weightOf(-1), g.ints([1])]), g.op('Abs', [coords])]));
  const all = g.cast(g.op('Size', [labels]), 'float32');
  const fault = g.op('Add', [paddingFault(g, question.padding, pads, sum(weightOf(2)), all), padPlaces]);
  logits = g.op('Where', [g.op('Equal', [fault, g.float(0)]), logits, g.float(-FAR)]);

  let ious = g.floats(TOKEN_IOUS);
  for (const [k, tensor] of question.embedding.entries()) {
    const flat = g.op('Reshape', [tensor, g.ints([-1])]);
    const first = g.op('Gather', [flat, g.ints([0], [])], { axis: 0 });
    ious = g.op('Add', [ious, g.op('Mul', [first, g.float(EMBEDDING_WEIGHT / 10 ** k)])]);
  }
  return { logits, ious };
}

/** 0 when the padding is right. */
function paddingFault(g: GraphWriter, rule: PaddingRule, pads: string, boxes: string, all: string): string {
  if (rule === 'none') return pads;
  if (rule === 'unboxed') return g.op('Abs', [g.op('Sub', [g.op('Add', [pads, boxes]), g.float(1)])]);
  return g.op('Relu', [g.op('Sub', [all, g.float(rule.upTo)])]);
}

/** As segment-anything's export with `--return-single-mask` chooses: [1, 256, 256] and [1]. `count`: N, with the pad. */
export function selectSingle(
  g: GraphWriter,
  { logits, ious }: { logits: string; ious: string },
  labels: string,
): { logits: string; ious: string } {
  const count = g.cast(g.op('Size', [labels]), 'float32');
  const bias = g.op('Mul', [g.op('Sub', [count, g.float(2.5)]), g.floats([1000, 0, 0, 0])]);
  const best = g.op('ArgMax', [g.op('Add', [ious, bias])], { axis: 0, keepdims: 1 });
  return {
    logits: g.op('Gather', [logits, best], { axis: 0 }),
    ious: g.op('Gather', [ious, best], { axis: 0 }),
  };
}
