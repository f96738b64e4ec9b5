import { Problem } from '@maskroom/shared/base/problem';
import { imageSchema } from '@maskroom/shared/protocol/http';
import { cameBackListSchema, reasonSchema, workSchema } from '@maskroom/shared/protocol/jobs';
import { listCameBackAnywhere } from '../job/cameBack.ts';
import { listWork } from '../job/work.ts';
import { actorOf, imageOf, onImage, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['work'];

export function workRoutes(app: HttpApp, { accounts, db, images, submissions }: HttpParts): void {
  const described = async (imageId: string) => {
    const image = await images.describe(imageId);
    if (!image) throw new Problem('not-found');
    return image;
  };

  app.get(
    '/projects/:id/work',
    {
      config: onProject('annotate'),
      schema: {
        tags,
        summary: 'What waits for the caller, in the order in which it should be done',
        params: idParams,
        response: answers(workSchema),
      },
    },
    async (request) => ({ items: await listWork(db, request.params.id, actorOf(request).userId) }),
  );

  app.get(
    '/me/returned',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'What came back to the caller in whichever project, returned or with rejected objects',
        response: answers(cameBackListSchema),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const projectIds = Object.keys(await accounts.rolesOf(actor));
      return { items: await listCameBackAnywhere(db, projectIds, actor.userId) };
    },
  );

  app.put(
    '/images/:id/submission',
    {
      config: onImage('annotate'),
      schema: {
        tags,
        summary: 'The caller is done with the image',
        params: idParams,
        response: answers(imageSchema),
      },
    },
    async (request) => {
      await submissions.submit(actorOf(request), imageOf(request));
      return described(request.params.id);
    },
  );

  app.delete(
    '/images/:id/submission',
    {
      config: onImage('annotate'),
      schema: {
        tags,
        summary: 'The caller is not done after all',
        params: idParams,
        response: answers(imageSchema),
      },
    },
    async (request) => {
      await submissions.withdraw(actorOf(request), imageOf(request));
      return described(request.params.id);
    },
  );

  app.post(
    '/images/:id/return',
    {
      config: onImage('review'),
      schema: {
        tags,
        summary: 'Give an image back to those who submitted it',
        params: idParams,
        body: reasonSchema,
        response: answers(imageSchema),
      },
    },
    async (request) => {
      await submissions.giveBack(actorOf(request), imageOf(request), request.body.reason);
      return described(request.params.id);
    },
  );
}
