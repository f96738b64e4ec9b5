import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AttributeValues } from './attribute.ts';

/**
 * Names what an object was said to be, as it was seen: the first 16 hex digits of the SHA-256 of the JSON of
 * `[labelId, [[attributeId, answer], …]]` in UTF-8, without spaces, the answers in the order of their ids.
 */
export const descriptionHash = (labelId: string, answers: AttributeValues): string => {
  const ordered = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([labelId, ordered])))).slice(0, 16);
};
