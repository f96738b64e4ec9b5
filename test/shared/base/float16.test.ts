import { fromFloat16Bytes, toFloat16Bytes } from '@maskroom/shared/base/float16';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../support/arbitraryPolygon.ts';

const half = (value: number): number => {
  const bytes = toFloat16Bytes(Float32Array.of(value));
  return bytes[0] | (bytes[1] << 8);
};

/** The value of half-precision bits, by the definition of the format. */
function halfValue(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [0.1, 0x2e66],
  [1 / 3, 0x3555],
  [65_504, 0x7bff],
  [65_519, 0x7bff],
  [65_520, 0x7c00],
  [-1e30, 0xfc00],
  [Infinity, 0x7c00],
  [Number.NaN, 0x7e00],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [2 ** -25 * 1.0001, 0x0001],
  [1e-40, 0x0000],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
])('%f becomes %i', (value, bits) => {
  expect(half(value)).toBe(bits);
});

test('every half comes back as itself', () => {
  const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter((i) => !Number.isNaN(halfValue(i)));
  const back = toFloat16Bytes(Float32Array.from(bits, halfValue));
  expect(new Uint16Array(back.buffer)).toEqual(bits);
  expect(fromFloat16Bytes(back)).toEqual(Float32Array.from(bits, halfValue));
  const unaligned = new Uint8Array(back.length + 1);
  unaligned.set(back, 1);
  expect(fromFloat16Bytes(unaligned.subarray(1))).toEqual(Float32Array.from(bits, halfValue));
});

test('any float becomes the nearest half, and of two as near the even one', () => {
  checkProperty(
    fc.float({ noNaN: true, min: -65_504, max: 65_504 }),
    (value) => {
      const bits = half(value);
      const distance = Math.abs(halfValue(bits) - value);
      const magnitude = bits & 0x7fff;
      for (const near of [magnitude - 1, magnitude + 1].filter((n) => n >= 0 && n < 0x7c00)) {
        const other = Math.abs(halfValue((bits & 0x8000) | near) - value);
        expect(distance < other || (distance === other && (bits & 1) === 0)).toBe(true);
      }
    },
    3_000,
  );
});
