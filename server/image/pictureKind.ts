export type PictureKind = 'jpeg' | 'png' | 'webp' | 'tiff';

/** Enough to know the kind and to see what hides in front. */
export const SNIFFED_BYTES = 1024;

/** How files of each kind begin, a byte a character (Latin-1). */
const beginnings: readonly (readonly [PictureKind, string])[] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  // BigTIFF
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
];

/** A picture whose head is also a document or a page to some other program. */
const foreign = /%PDF-|<(?:!doctype|html|script|svg|body|iframe)\b/i;

/** By the first bytes alone: names and types that clients send mean nothing. Null: not a picture we take. */
export function sniffPicture(head: Uint8Array): PictureKind | null {
  const text = Buffer.from(head.subarray(0, SNIFFED_BYTES)).toString('latin1');
  const kind = beginnings.find(([, beginning]) => text.startsWith(beginning))?.[0] ?? sniffWebp(text);
  return kind !== null && foreign.test(text) ? null : kind;
}

/** RIFF, four bytes of length, then the format of what is in it. */
const sniffWebp = (text: string): PictureKind | null =>
  text.startsWith('RIFF') && text.startsWith('WEBPVP8', 8) ? 'webp' : null;
