import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Geometry } from './geometryCodec.ts';

/** Names a shape as it was seen: the first 16 hex digits of the SHA-256 of its bytes. */
export const geometryHash = (geometry: Geometry): string => bytesToHex(sha256(geometry)).slice(0, 16);
