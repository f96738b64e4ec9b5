/**
 * IEEE 754 half precision, rounded to nearest with ties to even, as NumPy's `astype('float16')`: little-endian
 * bytes, two a value. Beyond ±65,504 (65,520 rounds away) a value becomes infinite; below 2⁻²⁵ zero.
 */
export function toFloat16Bytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) view.setUint16(2 * i, halfBits(bits[i]), true);
  return bytes;
}

/** From the bits of a float32: 1 sign, 8 exponent (bias 127), 23 fraction to 1, 5 (bias 15), 10. */
function halfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  if (magnitude >= 0x4780_0000) return sign | 0x7c00;
  if (magnitude >= 0x3880_0000) return sign | roundedShift(magnitude - 0x3800_0000, 13);
  const shift = 126 - (magnitude >>> 23);
  if (shift > 25) return sign;
  return sign | roundedShift((magnitude & 0x7f_ffff) | 0x80_0000, shift);
}

/** `value / 2^shift` to the nearest whole number, ties to even; a carry into the exponent is the right one. */
function roundedShift(value: number, shift: number): number {
  const half = 1 << (shift - 1);
  const rest = value & ((1 << shift) - 1);
  const whole = value >>> shift;
  return rest > half || (rest === half && (whole & 1) === 1) ? whole + 1 : whole;
}
