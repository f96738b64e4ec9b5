import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes?: Uint8Array | string;
  /** Stored when absent. */
  readonly packed?: boolean;
  /** Unix mode; of a symlink 0o120777. */
  readonly mode?: number;
  /** What the table of contents says in place of the truth. */
  readonly claims?: {
    readonly size?: number;
    readonly offset?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** A zip byte by byte, so that it may lie; what no tool would write can be sent. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { bytes = '', claims = {}, mode = 0o100644, name, packed = false } of entries) {
    const plain = Buffer.from(bytes);
    const data = packed ? deflateRawSync(plain) : plain;
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(claims.flags ?? 0x800, 2);
    head.writeUInt16LE(claims.method ?? (packed ? 8 : 0), 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(claims.size ?? plain.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 0x10000, 6);
    tail.writeUInt32LE(claims.offset ?? at, 10);
    const made = Buffer.from([20, 3]);
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02'), made, head, tail, Buffer.from(name)]));
    files.push(local);
    at += local.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(table.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, table, Buffer.from('PK\x05\x06'), end]);
}
