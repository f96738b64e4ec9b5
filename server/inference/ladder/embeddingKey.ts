import { createHash } from 'node:crypto';
import { encoderKey, type Manifest } from '../family/manifest.ts';
import type { LadderGraphs } from './ladderFiles.ts';

/**
 * Names all that an embedding depends on beside the picture, in 64 hex digits: the encoder's, and what the ladder adds
 * and leaves out.
 */
export function embeddingKey(manifest: Manifest, graphs?: LadderGraphs): string {
  const encoder = encoderKey(manifest);
  if (!graphs) return encoder;
  return createHash('sha256')
    .update(JSON.stringify([encoder, graphs.perImage?.sha256, graphs.embedding]))
    .digest('hex');
}
