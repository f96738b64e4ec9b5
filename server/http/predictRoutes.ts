import { Problem } from '@maskroom/shared/base/problem';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonToRle } from '@maskroom/shared/mask/polygonRle';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import { predictReplySchema, predictSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';
import type { Image } from '../image/images.ts';
import { imageOf, onImage } from './access.ts';
import { toFloat16Bytes } from './float16.ts';
import type { HttpApp } from './httpApp.ts';
import { polygonRings } from './instanceJson.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { type PredictBody, promptOf, wantsMany } from './predictPrompt.ts';

type Reply = z.output<typeof predictReplySchema>;

/** One prompt to the model without a socket: for scripts, which ask for one image after the other. */
export function predictRoutes(app: HttpApp, { embeddings, segmenter }: HttpParts): void {
  app.post(
    '/images/:id/predict',
    {
      config: { ...onImage('predict'), limit: 'predict' },
      schema: {
        tags: ['images'],
        summary: 'Masks for points and a box, best first, as the socket gives them',
        params: idParams,
        body: predictSchema,
        response: answers(predictReplySchema),
      },
    },
    async (request) => {
      const [image, body] = [imageOf(request), request.body];
      const prompt = promptOf(body, image);
      const embedding = await embeddings.get(image.id);
      const decoded = await segmenter.decode(embedding, { prompt, multimask: wantsMany(body, prompt) });
      const frame = segmenter.lowResFrame(embedding);
      return {
        model: segmenter.model.id,
        candidates: decoded.candidates.map((candidate, i) =>
          candidateJson(candidate, body.output, image, { ...frame, data: decoded.lowResMasks[i] }),
        ),
        timings: { decodeMs: decoded.decodeMs, traceMs: decoded.traceMs },
      };
    },
  );
}

function candidateJson(
  { area, box, geometry, predictedIou, stabilityScore }: MaskCandidate,
  output: PredictBody['output'],
  { width, height }: Image,
  logits: {
    readonly width: number;
    readonly height: number;
    readonly content: { width: number; height: number };
    readonly data: Float32Array;
  },
): Reply['candidates'][number] {
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
