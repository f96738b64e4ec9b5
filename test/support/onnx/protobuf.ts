/** A protobuf message as it is written: fields one after the other. */
export type Field = Buffer;

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

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
