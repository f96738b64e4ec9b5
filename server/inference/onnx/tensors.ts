import type { OnnxTensor } from './onnxModel.ts';

export const float32 = (dims: readonly number[], values: ArrayLike<number>): OnnxTensor => {
  const data = values instanceof Float32Array ? values : Float32Array.from(values);
  return { type: 'float32', dims, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
};

export const int64 = (dims: readonly number[], values: readonly number[]): OnnxTensor => ({
  type: 'int64',
  dims,
  bytes: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
});

/** The numbers of a float32 or int64 constant; undefined for others. */
export function numbersOf({ type, bytes }: OnnxTensor): Float32Array | number[] | undefined {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
  if (type === 'float32') return new Float32Array(buffer, byteOffset, byteLength / 4);
  if (type === 'int64') return Array.from(new BigInt64Array(buffer, byteOffset, byteLength / 8), Number);
  return undefined;
}

export const elementsOf = (dims: readonly number[]): number => dims.reduce((all, size) => all * size, 1);
