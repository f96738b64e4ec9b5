import {
  alertRulesSchema,
  alertSettingsSchema,
  newWebhookSchema,
  webhookUrlSchema,
} from '@maskroom/shared/protocol/alerts';
import { actorOf, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['alerts'];

export function alertRoutes(app: HttpApp, { alertDesk }: HttpParts): void {
  app.get(
    '/projects/:id/alerts',
    {
      config: onProject('alerts'),
      schema: {
        tags,
        summary: 'Rules, episodes and the webhook with its last deliveries, newest first',
        params: idParams,
        response: answers(alertSettingsSchema),
      },
    },
    async (request) => alertDesk.read(request.params.id),
  );

  app.put(
    '/projects/:id/alerts',
    {
      config: onProject('alerts'),
      schema: {
        tags,
        summary: 'When the leads of the project are told',
        params: idParams,
        body: alertRulesSchema,
        response: answers(alertSettingsSchema),
      },
    },
    async (request) => alertDesk.setRules(actorOf(request), request.params.id, request.body),
  );

  app.put(
    '/projects/:id/webhook',
    {
      config: onProject('alerts'),
      schema: {
        tags,
        summary: 'Where alerts are posted; the secret that signs them is told this once',
        params: idParams,
        body: webhookUrlSchema,
        response: answers(newWebhookSchema),
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return alertDesk.setWebhook(actorOf(request), request.params.id, request.body.url);
    },
  );

  app.delete(
    '/projects/:id/webhook',
    {
      config: onProject('alerts'),
      schema: { tags, summary: 'Alerts are posted no more', params: idParams },
    },
    async (request, reply) => {
      await alertDesk.removeWebhook(actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/projects/:id/webhook/test',
    {
      config: onProject('alerts'),
      schema: { tags, summary: 'Post something to the webhook to see whether it arrives', params: idParams },
    },
    async (request, reply) => {
      await alertDesk.tryWebhook(request.params.id);
      return reply.code(204).send();
    },
  );
}
