import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Problem } from '@maskroom/shared/base/problem';
import { type PictureKind, SNIFFED_BYTES, sniffPicture } from './pictureKind.ts';

export interface ReceivedFile {
  readonly kind: PictureKind;
  /** Of the bytes as they came, hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes an upload to `path` as it comes, never holding it in memory. Refuses after the first kilobyte what is
 * no picture. @throws Problem `picture-empty`, `picture-unsupported`, `too-large`
 */
export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let head = Buffer.alloc(0);
  let kind: PictureKind | null = null;
  let bytes = 0;
  const sniff = (): void => {
    kind = sniffPicture(head);
    if (!kind) throw new Problem('picture-unsupported');
  };
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Problem('too-large');
      if (!kind) {
        head = Buffer.concat([head, chunk]);
        if (head.length >= SNIFFED_BYTES) sniff();
      }
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (bytes === 0) throw new Problem('picture-empty');
  if (!kind) sniff();
  if (!kind) throw new Problem('picture-unsupported');
  return { kind, sha256: hash.digest('hex'), bytes };
}
