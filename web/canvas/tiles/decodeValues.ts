import { decode } from 'fast-png';

export interface DecodedValues {
  readonly width: number;
  readonly height: number;
  /** Row-major, height × width. */
  readonly values: Uint16Array;
}

/** The values of a grey PNG with 16 bits, which a browser itself would round to 8. @throws when it is none */
export function decodeValues(bytes: Uint8Array): DecodedValues {
  const { channels, data, height, width } = decode(bytes);
  if (channels !== 1 || !(data instanceof Uint16Array)) throw new Error('a tile has no values of 16 bits');
  return { width, height, values: data };
}
