/** One file of a tar. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/** The plain files of an uncompressed tar with short names (POSIX ustar), in order. */
export function* tarEntries(tar: Buffer): Generator<TarEntry> {
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    if (name === '') return;
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const isFile = ['0', '\0'].includes(String.fromCharCode(tar[at + 156]));
    if (isFile) yield { name, bytes: tar.subarray(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
