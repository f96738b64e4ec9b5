/** Protocol Buffers' wire format, as far as onnx.proto uses it: https://protobuf.dev/programming-guides/encoding */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** One field of a message as it is read: a whole number, or bytes (also the 4 or 8 of a fixed one). */
export interface ReadField {
  readonly number: number;
  readonly int: bigint;
  readonly bytes: Uint8Array;
}

const nothing = new Uint8Array(0);

/** The fields of a message, in order. @throws RangeError when the bytes end within one or are no message */
export function* readFields(message: Uint8Array): Generator<ReadField> {
  let at = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      if (at >= message.length || shift > 63n) throw new RangeError('the file ends within a number');
      const byte = message[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
      shift += 7n;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === VARINT) {
      yield { number, int: varint(), bytes: nothing };
      continue;
    }
    const length = { [BYTES]: -1, [FIXED32]: 4, [FIXED64]: 8 }[wireType];
    if (length === undefined) throw new RangeError(`a field of unknown wire type ${wireType}`);
    const end = length < 0 ? Number(varint()) + at : at + length;
    if (end > message.length) throw new RangeError('the file ends within a field');
    yield { number, int: 0n, bytes: message.subarray(at, end) };
    at = end;
  }
}

/** Whole numbers of a repeated field: packed into bytes, or one a field. */
export function readInts({ int, bytes }: ReadField, isPacked: boolean): bigint[] {
  if (!isPacked) return [int];
  const values: bigint[] = [];
  let [value, shift] = [0n, 0n];
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    values.push(BigInt.asIntN(64, value));
    [value, shift] = [0n, 0n];
  }
  return values;
}

export const signed = (value: bigint): number => Number(BigInt.asIntN(64, value));

/** A field as it is written. */
export type Field = Buffer;

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const tag = (field: number, wireType: number): Buffer => varint((field << 3) | wireType);

export const intField = (field: number, value: number | bigint): Field =>
  Buffer.concat([tag(field, VARINT), varint(value)]);

export function floatField(field: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, FIXED32), bytes]);
}

export const bytesField = (field: number, value: Uint8Array): Field =>
  Buffer.concat([tag(field, BYTES), varint(value.length), value]);

export const stringField = (field: number, value: string): Field => bytesField(field, Buffer.from(value));

export const messageField = (field: number, fields: readonly Field[]): Field =>
  bytesField(field, Buffer.concat(fields));
