import type { Box } from '@maskroom/shared/geometry/polygon';
import { predictReplySchema, predictSchema } from '@maskroom/shared/protocol/http';
import { actorOf, imageOf, onImage } from './access.ts';
import { candidateJson } from './candidateJson.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { promptOf } from './predictPrompt.ts';

/** One prompt to the model without a socket: for scripts, which ask for one image after the other. */
export function predictRoutes(app: HttpApp, { models }: Pick<HttpParts, 'models'>): void {
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
      return models.use(body.model, async ({ model, prompts }) => {
        const decoded = await prompts.predict(actorOf(request).userId, image.id, image, {
          prompt: promptOf(body),
          multimask: body.multimask,
        });
        return {
          model: model.id,
          candidates: decoded.candidates.map((candidate, i) =>
            candidateJson(candidate, body.output, image, {
              ...decoded.lowResFrame,
              data: decoded.lowResMasks[i],
            }),
          ),
          ...(decoded.region && { region: numbersOf(decoded.region) }),
          timings: { decodeMs: decoded.decodeMs, traceMs: decoded.traceMs },
        };
      });
    },
  );
}

const numbersOf = ([x0, y0, x1, y1]: Box): [number, number, number, number] => [x0, y0, x1, y1];
