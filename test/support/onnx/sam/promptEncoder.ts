import type { SamWriter } from './SamWriter.ts';

const CHANNELS = 256;
export const FRAME_SIDE = 1024;
export const GRID = 64;

const gauss = (g: SamWriter): string =>
  g.vector('pe_layer.positional_encoding_gaussian_matrix', [2, CHANNELS / 2], 0, 1.7);

/** PositionEmbeddingRandom of places in 0..1: [.., 2] → [.., 256]. */
function positions(g: SamWriter, places: string): string {
  const centred = g.op('Sub', [g.op('Mul', [places, g.float(2)]), g.float(1)]);
  const turns = g.op('Mul', [g.op('MatMul', [centred, gauss(g)]), g.float(2 * Math.PI)]);
  return g.op('Concat', [g.op('Sin', [turns]), g.op('Cos', [turns])], { axis: -1 });
}

/** Of the middles of the embedding's 64 × 64 squares: [1, 256, 64, 64]; the exporter leaves it to be folded. */
export function densePositions(g: SamWriter): string {
  const middle = (i: number): number => (i + 0.5) / GRID;
  const places = Array.from({ length: GRID * GRID }, (_, i) => [
    middle(i % GRID),
    middle(Math.floor(i / GRID)),
  ]);
  const planes = g.op('Transpose', [positions(g, g.floats(places.flat(), [GRID, GRID, 2]))], {
    perm: [2, 0, 1],
  });
  return g.op('Unsqueeze', [planes, g.ints([0])]);
}

const pointEmbedding = (g: SamWriter, label: number): string =>
  g.vector(label < 0 ? 'not_a_point_embed.weight' : `point_embeddings.${label}.weight`, [1, CHANNELS], 0, 1);

/** segment-anything's SamOnnxModel._embed_points: coords [1, N, 2] of 0..1024, labels [1, N] → [1, N, 256]. */
export function pointTokens(g: SamWriter, coords: string, labels: string): string {
  const places = g.op('Div', [g.op('Add', [coords, g.float(0.5)]), g.float(FRAME_SIDE)]);
  let embedding = positions(g, places);
  const spread = g.op('Expand', [g.op('Unsqueeze', [labels, g.ints([-1])]), g.op('Shape', [embedding])]);
  const is = (label: number): string => g.op('Equal', [spread, g.float(label)]);
  embedding = g.op('Mul', [embedding, g.cast(g.op('Not', [is(-1)]), 'float32')]);
  for (const label of [-1, 0, 1, 2, 3]) {
    const own = g.op('Mul', [pointEmbedding(g, label), g.cast(is(label), 'float32')]);
    embedding = g.op('Add', [embedding, own]);
  }
  return embedding;
}

/** As transformers' SamPromptEncoder: a pad point behind, labels int64 [1, N], no boxes: [1, N + 1, 256]. */
export function pointTokensPadded(g: SamWriter, coords: string, labels: string): string {
  const shifted = g.op('Add', [coords, g.float(0.5)]);
  const padded = g.op('Concat', [shifted, g.floats([0, 0], [1, 1, 2])], { axis: 1 });
  const all = g.op('Concat', [labels, g.ints([-1], [1, 1])], { axis: 1 });
  const embedding = positions(g, g.op('Div', [padded, g.float(FRAME_SIDE)]));
  const labelled = g.op('Unsqueeze', [all, g.ints([-1])]);
  const is = (label: number): string => g.op('Equal', [labelled, g.ints([label], [])]);
  let tokens = g.op('Where', [is(-1), pointEmbedding(g, -1), embedding]);
  for (const label of [0, 1])
    tokens = g.op('Where', [is(label), g.op('Add', [tokens, pointEmbedding(g, label)]), tokens]);
  return tokens;
}

export const noMask = (g: SamWriter): string =>
  g.op('Reshape', [g.vector('no_mask_embed.weight', [1, CHANNELS], 0, 1), g.ints([1, -1, 1, 1])]);

/** SamOnnxModel._embed_masks: mask [1, 1, 256, 256] and has [1] → [1, 256, 64, 64]. */
export function maskEmbedding(g: SamWriter, mask: string, has: string): string {
  const name = 'mask_downscaling';
  const half = g.gelu(g.layerNorm2d(`${name}.1`, g.halves('Conv', `${name}.0`, mask, 1, 4), 4));
  const quarter = g.gelu(g.layerNorm2d(`${name}.4`, g.halves('Conv', `${name}.3`, half, 4, 16), 16));
  const weight = g.weight(`${name}.6.weight`, [CHANNELS, 16, 1, 1]);
  const wide = g.op('Conv', [quarter, weight, g.vector(`${name}.6.bias`, [CHANNELS])], {
    kernel_shape: [1, 1],
    strides: [1, 1],
    pads: [0, 0, 0, 0],
    dilations: [1, 1],
    group: 1,
  });
  const without = g.op('Mul', [g.op('Sub', [g.float(1), has]), noMask(g)]);
  return g.op('Add', [g.op('Mul', [has, wide]), without]);
}
