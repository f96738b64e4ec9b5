import type { Size } from '../imageFrame.ts';
import type { LowResFrame, TensorData, Tensors } from './modelFamily.ts';

/** The input that tells a cropped decoder how much of its frame shows the picture. */
export const FILLED_SIZE = 'filled_size';

/** Rows and columns of the low-res frame that show any of the picture, int64[2]. */
export const filledSize = ({ width, height, content }: LowResFrame): Tensors => ({
  [FILLED_SIZE]: {
    data: Float32Array.of(
      Math.min(height, Math.ceil(content.height)),
      Math.min(width, Math.ceil(content.width)),
    ),
    dims: [2],
  },
});

/** Logit of the padding, where no object is: about what decoders are sure with. */
const OUTSIDE = -6;

/** Masks [.., h, w] of the top left part of a frame as masks [.., H, W] of the whole frame, the rest outside. */
export function inWholeFrame({ data, dims }: TensorData, { width, height }: Size): TensorData {
  const [rows, columns] = dims.slice(-2);
  if (rows === height && columns === width) return { data, dims };
  const count = data.length / (rows * columns);
  const whole = new Float32Array(count * width * height).fill(OUTSIDE);
  for (let row = 0; row < count * rows; row++) {
    const at = (Math.floor(row / rows) * height + (row % rows)) * width;
    whole.set(data.subarray(row * columns, (row + 1) * columns), at);
  }
  return { data: whole, dims: [...dims.slice(0, -2), height, width] };
}
