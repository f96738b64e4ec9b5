import { imageTagsSchema, projectTagsSchema, tagChangeSchema } from '@maskroom/shared/protocol/tags';
import { actorOf, imageOf, onImage, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

export function tagRoutes(app: HttpApp, { tags }: HttpParts): void {
  app.put(
    '/images/:id/tags',
    {
      config: onImage('annotate'),
      schema: {
        tags: ['images'],
        summary: 'Put tags on an image, take some off',
        params: idParams,
        body: tagChangeSchema,
        response: answers(imageTagsSchema),
      },
    },
    async (request) => ({
      tags: await tags.change(imageOf(request), actorOf(request).userId, request.body),
    }),
  );

  app.get(
    '/projects/:id/tags',
    {
      config: onProject('project:read'),
      schema: {
        tags: ['images'],
        summary: 'The tags in use, most used first',
        params: idParams,
        response: answers(projectTagsSchema),
      },
    },
    async (request) => ({ tags: await tags.ofProject(request.params.id) }),
  );
}
