import { ownTensor, sharedTensor } from '@maskroom/server/inference/tensor/embeddingTensors.ts';
import { expect, test } from 'vitest';

const tensor = (values: readonly number[]) => ({ data: Float32Array.from(values), dims: [1, values.length] });
const ordinary = Array.from({ length: 4_096 }, (_, i) => 3 * Math.sin(i) + (i % 7));

test('ordinary numbers are shared in half precision and come back within its rounding', () => {
  const shared = sharedTensor('key', tensor(ordinary));
  expect(shared.precision).toBe('float16');
  expect(shared.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.data.byteLength).toBe(2 * ordinary.length);
  const { data, dims } = ownTensor(shared);
  expect(dims).toEqual([1, ordinary.length]);
  expect(data.buffer).toBeInstanceOf(ArrayBuffer);
  for (const [i, value] of ordinary.entries())
    expect(Math.abs(data[i] - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11);
});

test.each([
  ['a number beyond the largest half', [...ordinary, 70_000]],
  ['numbers so small that halves of them lose most', ordinary.map((value) => value * 1e-7)],
])('%s: the tensor stays as it is', (_, values) => {
  const shared = sharedTensor('key', tensor(values));
  expect(shared.precision).toBe('float32');
  expect(shared.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(ownTensor(shared).data).toEqual(Float32Array.from(values));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d in an embedding is the model’s failure', (value) => {
  expect(() => sharedTensor('key', tensor([1, value, 2]))).toThrow('key is not finite');
});
