import { fromFloat16, toFloat16 } from '@maskroom/shared/base/float16';
import type { TensorData } from '../family/modelFamily.ts';

/**
 * A tensor of an embedding as it is handed from thread to thread and kept in memory and on disk; its memory is
 * shared. Half precision wherever it tells the same: half the memory for every picture.
 */
export type EmbeddingTensor =
  | { readonly precision: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  | {
      readonly precision: 'float16';
      /** IEEE 754 bits. */
      readonly data: Uint16Array;
      readonly dims: readonly number[];
    };
export type EmbeddingTensors = Readonly<Record<string, EmbeddingTensor>>;

/**
 * Root mean square of what rounding loses, against the tensor's own. Halves of ordinary numbers lose less than half
 * of it; a tensor of very small numbers loses more, one with a number beyond 65,504 everything.
 */
const MOST_LOSS = 2 ** -10;

/** In shared memory, in half precision unless that loses too much. @throws when a value is not a finite number */
export function sharedTensor(name: string, { data, dims }: TensorData): EmbeddingTensor {
  const halves = toFloat16(data, new Uint16Array(new SharedArrayBuffer(2 * data.length)));
  const rounded = fromFloat16(halves);
  let [power, loss] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    const lost = rounded[i] - value;
    power += value * value;
    loss += lost * lost;
  }
  if (!Number.isFinite(power)) throw new Error(`the encoder's ${name} is not finite`);
  if (loss <= power * MOST_LOSS ** 2) return { precision: 'float16', data: halves, dims };
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return { precision: 'float32', data: copy, dims };
}

/** A copy in memory of the calling thread's own, as graphs want it. */
export const ownTensor = (tensor: EmbeddingTensor): TensorData => ({
  data: tensor.precision === 'float16' ? fromFloat16(tensor.data) : new Float32Array(tensor.data),
  dims: tensor.dims,
});
