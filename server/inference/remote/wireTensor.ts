import { fromFloat16, toFloat16 } from '@maskroom/shared/base/float16';
import type { ElementType } from '../family/manifest.ts';
import type { TensorData } from '../family/modelFamily.ts';

/** The element types of KServe v2 that models of our families have. */
export const datatypes = {
  FP32: { element: 'float32', bytes: 4 },
  FP16: { element: 'float32', bytes: 2 },
  INT64: { element: 'int64', bytes: 8 },
  INT32: { element: 'int32', bytes: 4 },
} as const satisfies Record<string, { element: ElementType; bytes: number }>;
export type Datatype = keyof typeof datatypes;

export const isDatatype = (name: string): name is Datatype => Object.hasOwn(datatypes, name);

/** Row-major, little-endian; FP32 is a view of the tensor's own memory. */
export function wireBytes({ data }: TensorData, datatype: Datatype): Uint8Array {
  switch (datatype) {
    case 'FP32':
      return bytesOf(data);
    case 'FP16':
      return bytesOf(toFloat16(data));
    case 'INT64':
      return bytesOf(BigInt64Array.from(data, BigInt));
    case 'INT32':
      return bytesOf(Int32Array.from(data));
  }
}

/** A copy: what came over the wire lies anywhere in its memory. */
export function fromWireBytes(bytes: Uint8Array, datatype: Datatype): Float32Array {
  switch (datatype) {
    case 'FP32':
      return new Float32Array(aligned(bytes));
    case 'FP16':
      return fromFloat16(new Uint16Array(aligned(bytes)));
    case 'INT64':
      return Float32Array.from(new BigInt64Array(aligned(bytes)), Number);
    case 'INT32':
      return Float32Array.from(new Int32Array(aligned(bytes)));
  }
}

/** One element of BYTES: its length (u32), then itself. */
export function wireText(text: string): Uint8Array {
  const bytes = Buffer.alloc(4 + Buffer.byteLength(text));
  bytes.writeUInt32LE(bytes.length - 4);
  bytes.write(text, 4);
  return bytes;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function aligned(bytes: Uint8Array): ArrayBuffer {
  const own = new ArrayBuffer(bytes.length);
  new Uint8Array(own).set(bytes);
  return own;
}
