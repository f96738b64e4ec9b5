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

/** Little-endian half-precision bytes, two a value, as float32: exact. `bytes` may begin anywhere. */
export function fromFloat16Bytes(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) values[i] = float32Of[view.getUint16(2 * i, true)];
  return values;
}

/** The value of each of the 65,536 halves. */
const float32Of = Float32Array.from({ length: 0x1_0000 }, (_, bits) => {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

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
