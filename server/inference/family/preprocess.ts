import type { Rgb } from '../imageFrame.ts';
import type { Manifest } from './manifest.ts';
import type { TensorData, Tensors } from './modelFamily.ts';

/** The encoder's only input. */
export const inputName = ({ encoder }: Manifest): string => Object.keys(encoder.inputs)[0];

/** float32[1, 3, side, side]: see {@link normalisedChw}. */
export function planarInput(manifest: Manifest, content: Rgb): Tensors {
  const { side, mean, std } = manifest.input;
  return {
    [inputName(manifest)]: { data: normalisedChw(content, side, mean, std), dims: [1, 3, side, side] },
  };
}

/** float32[H, W, 3], 0..255 as they are, for graphs that normalise and pad themselves. */
export const interleavedInput = (manifest: Manifest, { width, height, data }: Rgb): Tensors => ({
  [inputName(manifest)]: { data: Float32Array.from(data), dims: [height, width, 3] },
});

/** float32[1, 3, H, W] of 0..1. */
export const unitPlanes = (content: Rgb): TensorData => ({
  data: normalisedChw(content, content.width, [0, 0, 0], [255, 255, 255]),
  dims: [1, 3, content.height, content.width],
});

/**
 * RGB bytes (HWC) → float32 planes [3, side, side] (CHW): (value - mean) / std, then zeros right and below.
 * The picture must not be larger than the side.
 */
export function normalisedChw(
  { width, height, data }: Rgb,
  side: number,
  mean: readonly number[],
  std: readonly number[],
): Float32Array {
  if (width > side || height > side || data.length < width * height * 3) {
    throw new RangeError(
      `a picture of ${width} × ${height} px in ${data.length} bytes does not fit ${side} px`,
    );
  }
  const planes = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel++) {
    const normalised = Float32Array.from(
      { length: 256 },
      (_, value) => (value - mean[channel]) / std[channel],
    );
    for (let y = 0; y < height; y++) {
      let from = y * width * 3 + channel;
      let to = (channel * side + y) * side;
      for (const end = to + width; to < end; to++, from += 3) planes[to] = normalised[data[from]];
    }
  }
  return planes;
}
