import { z } from 'zod';
import type { TensorData, Tensors } from '../inference/family/modelFamily.ts';

const headerSchema = z
  .array(z.object({ name: z.string(), dims: z.array(z.int().positive()).max(8) }))
  .max(32);
const MAGIC = Buffer.from('MRT1');

/** MRT1 · header length (u32) · header as JSON · each tensor's float32 values; numbers little-endian. */
export function packTensors(tensors: Tensors): Buffer {
  const names = Object.keys(tensors);
  const header = Buffer.from(JSON.stringify(names.map((name) => ({ name, dims: tensors[name].dims }))));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const values = names.map((name) => {
    const { buffer, byteOffset, byteLength } = tensors[name].data;
    return Buffer.from(buffer, byteOffset, byteLength);
  });
  return Buffer.concat([MAGIC, length, header, ...values]);
}

/** Into SharedArrayBuffers; null when the bytes are not exactly what {@link packTensors} wrote. */
export function unpackTensors(bytes: Buffer): Tensors | null {
  if (bytes.length < 8 || !bytes.subarray(0, 4).equals(MAGIC)) return null;
  const start = 8 + bytes.readUInt32LE(4);
  const header = headerSchema.safeParse(jsonOf(bytes.subarray(8, start)));
  if (!header.success) return null;
  const tensors: Record<string, TensorData> = {};
  let at = start;
  for (const { name, dims } of header.data) {
    const byteLength = 4 * dims.reduce((product, size) => product * size, 1);
    if (byteLength > bytes.length - at) return null;
    const memory = new SharedArrayBuffer(byteLength);
    new Uint8Array(memory).set(bytes.subarray(at, at + byteLength));
    tensors[name] = { data: new Float32Array(memory), dims };
    at += byteLength;
  }
  return at === bytes.length ? tensors : null;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
