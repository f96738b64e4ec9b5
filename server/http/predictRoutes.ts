import { predictReplySchema, predictSchema } from '@maskroom/shared/protocol/http';
import { imageOf, onImage } from './access.ts';
import { candidateJson } from './candidateJson.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { promptOf, wantsMany } from './predictPrompt.ts';

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
