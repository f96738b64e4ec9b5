/**
 * IEEE 754 half precision as its bits: 1 sign, 5 exponent (bias 15), 10 fraction. Rounded to nearest with ties to
 * even, as NumPy's `astype('float16')`. Beyond ±65,504 (65,520 rounds away) a value becomes infinite; below 2⁻²⁵ zero.
 */
export function toFloat16(
  values: Float32Array,
  into: Uint16Array = new Uint16Array(values.length),
): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) {
    const one = bits[i];
    const magnitude = one & 0x7fff_ffff;
    // What has a normal half, nearly all: the rest of the fraction decides by the carry it makes.
    into[i] =
      magnitude >= 0x3880_0000 && magnitude < 0x4780_0000
        ? ((one >>> 16) & 0x8000) | ((magnitude - 0x3800_0000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13)
        : rareHalf(one);
  }
  return into;
}

/** Little-endian bytes, two a value. */
export function toFloat16Bytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [i, half] of toFloat16(values).entries()) view.setUint16(2 * i, half, true);
  return bytes;
}

/** From bits; exact. A million values take about four milliseconds. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  widened ??= everyHalf();
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = widened[halves[i]];
  return values;
}

/** Little-endian half-precision bytes, two a value, as float32: exact. `bytes` may begin anywhere. */
export function fromFloat16Bytes(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return fromFloat16(Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, true)));
}

/** The value of each of the 65,536 halves, made when first wanted. */
let widened: Float32Array | undefined;

function everyHalf(): Float32Array {
  const table = new Float32Array(0x1_0000);
  for (let half = 0; half < table.length; half++) {
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    const magnitude =
      exponent === 0x1f
        ? fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN
        : exponent === 0
          ? fraction * 2 ** -24
          : (1 + fraction / 1024) * 2 ** (exponent - 15);
    table[half] = half & 0x8000 ? -magnitude : magnitude;
  }
  return table;
}

/** From the bits of a float32 (8 exponent, bias 127, 23 fraction) that is not a normal half. */
function rareHalf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  if (magnitude >= 0x4780_0000) return sign | 0x7c00;
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
