import type { Size } from '../imageFrame.ts';
import type { Manifest } from './manifest.ts';
import type { Asked, FamilyTensors, LowResMasks, Tensors } from './modelFamily.ts';

/** mask_input float32[1, 1, H, W] and has_mask_input float32[1]. */
export const maskInputTensors = ({ width, height }: Size, maskInput?: Float32Array): Tensors => ({
  mask_input: { data: maskInput ?? noMask(width * height), dims: [1, 1, height, width] },
  has_mask_input: { data: Float32Array.of(maskInput ? 1 : 0), dims: [1] },
});

/** What goes in where there is no mask to go on from; runs only read it, so one serves them all. */
let zeros = new Float32Array(0);
function noMask(length: number): Float32Array {
  if (zeros.length !== length) zeros = new Float32Array(length);
  return zeros;
}

/** The first of `names` that the manifest's decoder gives; familyOf has seen to it that there is one. */
export const outputNamed = ({ decoder }: Manifest, names: readonly string[]): string =>
  names.find((name) => Object.hasOwn(decoder.outputs, name)) ?? names[0];

/** Of one mask: as the manifest's numbers say, or a quarter of the frame that points are in. */
export function maskSizeOf(manifest: Manifest, { masks }: Pick<FamilyTensors, 'masks'>): Size {
  const quarter = (manifest.prompt.side ?? manifest.input.side) / 4;
  const declared = manifest.decoder.outputs[outputNamed(manifest, masks)].slice(-2);
  const [height, width] = declared.map((size) => (typeof size === 'number' ? size : quarter));
  return { width, height };
}

/** Masks [.., M, H, W] and scores [.., M] of one prompt. `chosen`: which of the M, in this order; default all. */
export function readMasks(
  manifest: Manifest,
  { masks, scores }: FamilyTensors,
  outputs: Tensors,
  chosen?: (count: number) => readonly number[],
): LowResMasks {
  const { data, dims } = outputs[outputNamed(manifest, masks)];
  const { width, height } = maskSizeOf(manifest, { masks });
  const predictedIou = Array.from(outputs[outputNamed(manifest, scores)].data);
  if (dims.at(-1) !== width || dims.at(-2) !== height)
    throw new Error(`the decoder's masks are [${dims.join(', ')}], not ${width} × ${height}`);
  const size = width * height;
  if (data.length !== size * predictedIou.length)
    throw new Error(`the decoder's masks are [${dims.join(', ')}], its scores ${predictedIou.length}`);
  const indices = chosen ? chosen(predictedIou.length) : [...predictedIou.keys()];
  return {
    logits: indices.map((i) => data.slice(i * size, (i + 1) * size)),
    predictedIou: indices.map((i) => predictedIou[i]),
  };
}

/** Masks that a SAM decoder gives when nothing was selected in the graph. */
const ALL_TOKENS = 4;

/**
 * SAM's four masks: token 0 for a prompt that means one thing, tokens 1..3 for one that may mean several. A lone
 * click does, so where one answer is wanted of it, it is the best of the three, as in SAM's own export with
 * `--return-single-mask`. Decoders that give one mask or three have chosen themselves.
 */
export const samTokens =
  ({ multimask, continues, prompt }: Asked) =>
  (count: number): readonly number[] => {
    if (count !== ALL_TOKENS) return [...Array(count).keys()];
    const loneClick = prompt.box === undefined && prompt.points.length === 1 && !continues;
    return multimask || loneClick ? [1, 2, 3] : [0];
  };
