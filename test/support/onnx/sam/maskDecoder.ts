import type { SamWriter } from './SamWriter.ts';
import { twoWayTransformer } from './transformer.ts';

const CHANNELS = 256;
const MASK_TOKENS = 4;

export interface PromptEmbeddings {
  /** Prompt tokens [1, N, 256]. */
  readonly sparse: string;
  /** Of the mask that goes in, [1, 256, 64, 64] or what spreads to that. */
  readonly dense: string;
}

/** MaskDecoder.predict_masks: all four masks [1, 4, 256, 256] and their predicted IoU [1, 4]. */
export function maskDecoder(
  g: SamWriter,
  image: string,
  imagePe: string,
  { sparse, dense }: PromptEmbeddings,
): { masks: string; ious: string } {
  const own = g.op('Concat', [g.vector('iou_token.weight', [1, 256], 0, 1), maskTokens(g)], { axis: 0 });
  const one = g.op('Unsqueeze', [own, g.ints([0])]);
  const tokens = g.op('Concat', [expandFirst(g, one, g.size(sparse, 0)), sparse], { axis: 1 });
  const src = g.op('Add', [repeated(g, image, g.size(tokens, 0)), dense]);
  const pos = repeated(g, imagePe, g.size(tokens, 0));
  const seen = twoWayTransformer(g, src, pos, tokens);

  const sizes = [0, 1, 2, 3].map((axis) => g.size(src, axis));
  const plane = g.reshape(g.op('Transpose', [seen.image], { perm: [0, 2, 1] }), sizes);
  const upscaled = upscaling(g, plane);
  const at = (x: string, index: number): string => g.op('Gather', [x, g.ints([index], [])], { axis: 1 });
  const maskTokensOut = g.op('Slice', [seen.tokens, g.ints([1]), g.ints([5]), g.ints([1]), g.ints([1])]);
  const hyper = Array.from({ length: MASK_TOKENS }, (_, i) =>
    g.op('Unsqueeze', [
      mlp(g, `output_hypernetworks_mlps.${i}`, at(maskTokensOut, i), [CHANNELS, CHANNELS, CHANNELS, 32]),
      g.ints([1]),
    ]),
  );
  const [b, c, h, w] = [0, 1, 2, 3].map((axis) => g.size(upscaled, axis));
  const pixels = g.reshape(upscaled, [b, c, g.op('Mul', [h, w])]);
  const product = g.op('MatMul', [g.op('Concat', hyper, { axis: 1 }), pixels]);
  return {
    masks: g.reshape(product, [b, -1, h, w]),
    ious: mlp(g, 'iou_prediction_head', at(seen.tokens, 0), [CHANNELS, CHANNELS, CHANNELS, MASK_TOKENS]),
  };
}

const maskTokens = (g: SamWriter): string => g.vector('mask_tokens.weight', [MASK_TOKENS, 256], 0, 1);

function upscaling(g: SamWriter, plane: string): string {
  const name = 'output_upscaling';
  const half = g.halves('ConvTranspose', `${name}.0`, plane, CHANNELS, CHANNELS / 4);
  const normed = g.gelu(g.layerNorm2d(`${name}.1`, half, CHANNELS / 4));
  return g.gelu(g.halves('ConvTranspose', `${name}.3`, normed, CHANNELS / 4, CHANNELS / 8));
}

/** Linear and ReLU by turns on [1, in]. */
function mlp(g: SamWriter, name: string, x: string, sizes: readonly number[]): string {
  return sizes.slice(1).reduce((value, size, i) => {
    const out = g.gemm(`${name}.layers.${i}`, value, sizes[i], size);
    return i === sizes.length - 2 ? out : g.op('Relu', [out]);
  }, x);
}

/** x.expand(first, -1, -1), as the exporter spells the -1. */
function expandFirst(g: SamWriter, x: string, first: string): string {
  const wanted = g.op('Concat', [g.op('Unsqueeze', [first, g.ints([0])]), g.ints([-1]), g.ints([-1])], {
    axis: 0,
  });
  const ones = g.ints([1, 1, 1]);
  const isKept = g.op('Equal', [wanted, g.op('Mul', [ones, g.ints([-1])])]);
  return g.op('Expand', [x, g.op('Where', [isKept, ones, wanted])]);
}

/** torch.repeat_interleave(x, times, dim=0). */
function repeated(g: SamWriter, x: string, times: string): string {
  const one = g.ints([1]);
  const repeats = [one, g.op('Unsqueeze', [times, g.ints([0])]), one, one, one];
  const tiled = g.op('Tile', [g.op('Unsqueeze', [x, one]), g.op('Concat', repeats, { axis: 0 })]);
  const rest = g.op('Slice', [g.op('Shape', [x]), g.ints([1]), g.ints([4])]);
  return g.op('Reshape', [tiled, g.op('Concat', [g.ints([-1]), rest], { axis: 0 })]);
}
