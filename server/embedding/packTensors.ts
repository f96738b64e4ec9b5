import { crc32 } from 'node:zlib';
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
const MAGIC = Buffer.from('MRT3');
/** Magic, checksum and the header's length. */
const PREFIX_BYTES = 12;

/**
 * MRT3 · CRC-32 of all that follows (u32) · header length (u32) · header as JSON · each tensor's values as they are;
 * numbers little-endian. The checksum is there for disks and power cuts, not for malice: whoever can write here can
 * do worse.
 */
export function packTensors(tensors: EmbeddingTensors): Buffer {
  const entries = Object.entries(tensors);
  const header = Buffer.from(
    JSON.stringify(entries.map(([name, { precision, dims }]) => ({ name, precision, dims }))),
  );
  const values = entries.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  const packed = Buffer.concat([MAGIC, Buffer.alloc(PREFIX_BYTES - MAGIC.length), header, ...values]);
  packed.writeUInt32LE(header.length, 8);
  packed.writeUInt32LE(crc32(packed.subarray(8)), 4);
  return packed;
}

/** Into SharedArrayBuffers; null when the bytes are not exactly what {@link packTensors} wrote. */
export function unpackTensors(bytes: Buffer): EmbeddingTensors | null {
  if (bytes.length < PREFIX_BYTES || !bytes.subarray(0, 4).equals(MAGIC)) return null;
  if (crc32(bytes.subarray(8)) !== bytes.readUInt32LE(4)) return null;
  const start = PREFIX_BYTES + bytes.readUInt32LE(8);
  const header = headerSchema.safeParse(jsonOf(bytes.subarray(PREFIX_BYTES, start)));
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
