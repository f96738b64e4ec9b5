import { modelListSchema } from '@maskroom/shared/protocol/http';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import type { HttpParts } from './parts.ts';

export function modelRoutes(app: HttpApp, { models }: Pick<HttpParts, 'models'>): void {
  app.get(
    '/models',
    {
      config: { access: 'signed-in' },
      schema: { tags: ['models'], summary: 'The installed models', response: answers(modelListSchema) },
    },
    async () => ({ models: await models.list() }),
  );
}
