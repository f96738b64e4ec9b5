import { z } from 'zod';
import type { EmbeddingTensor, EmbeddingTensors } from '../inference/tensor/embeddingTensors.ts';

const headerSchema = z
  .array(
    z.object({
      name: z.string(),
      precision: z.enum(['float32', 'float16']),
      dims: z.array(z.int().positive()).max(8),
    }),
  )
  .max(32);
/** Of one value. */
const BYTES = { float32: 4, float16: 2 } as const;
const MAGIC = Buffer.from('MRT2');

/** MRT2 · header length (u32) · header as JSON · each tensor's values as they are; numbers little-endian. */
export function packTensors(tensors: EmbeddingTensors): Buffer {
  const entries = Object.entries(tensors);
  const header = Buffer.from(
    JSON.stringify(entries.map(([name, { precision, dims }]) => ({ name, precision, dims }))),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const values = entries.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([MAGIC, length, header, ...values]);
}

/** Into SharedArrayBuffers; null when the bytes are not exactly what {@link packTensors} wrote. */
export function unpackTensors(bytes: Buffer): EmbeddingTensors | null {
  if (bytes.length < 8 || !bytes.subarray(0, 4).equals(MAGIC)) return null;
  const start = 8 + bytes.readUInt32LE(4);
  const header = headerSchema.safeParse(jsonOf(bytes.subarray(8, start)));
  if (!header.success) return null;
  const tensors: Record<string, EmbeddingTensor> = {};
  let at = start;
  for (const { name, precision, dims } of header.data) {
    const byteLength = BYTES[precision] * dims.reduce((product, size) => product * size, 1);
    if (byteLength > bytes.length - at) return null;
    const memory = new SharedArrayBuffer(byteLength);
    new Uint8Array(memory).set(bytes.subarray(at, at + byteLength));
    tensors[name] =
      precision === 'float16'
        ? { precision, data: new Uint16Array(memory), dims }
        : { precision, data: new Float32Array(memory), dims };
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
