import { toFloat16Bytes } from '@maskroom/shared/base/float16';
import { Problem } from '@maskroom/shared/base/problem';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonToRle } from '@maskroom/shared/mask/polygonRle';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import type { predictReplySchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';
import { polygonRings } from './instanceJson.ts';
import type { PredictBody } from './predictPrompt.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Row-major logits of the model's padded frame; the picture fills `content` of it from the top left. */
export interface LogitsGrid extends Size {
  readonly content: Size;
  readonly data: Float32Array;
}

export type CandidateJson = z.output<typeof predictReplySchema>['candidates'][number];

/** A candidate with the outputs that were asked for; the RLE is the polygon's, at the image's size. */
export function candidateJson(
  { area, box, geometry, predictedIou, stabilityScore }: MaskCandidate,
  output: PredictBody['output'],
  { width, height }: Size,
  logits: LogitsGrid,
): CandidateJson {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) throw new Problem('model-failed');
  const [xmin, ymin, xmax, ymax] = box;
  const rle = output.includes('rle') ? polygonToRle(polygon.value, width, height) : undefined;
  return {
    score: predictedIou,
    predictedIou,
    stabilityScore,
    area,
    box: [xmin, ymin, xmax, ymax],
    ...(output.includes('polygon') && { polygon: polygonRings(polygon.value) }),
    ...(rle && { rle: { size: [rle.size[0], rle.size[1]], counts: rle.counts } }),
    ...(output.includes('logits') && {
      logits: {
        dtype: 'float16' as const,
        shape: [logits.height, logits.width],
        content: [logits.content.height, logits.content.width],
        data: Buffer.from(toFloat16Bytes(logits.data)).toString('base64'),
      },
    }),
  };
}
