import {
  newPersonReplySchema,
  newPersonSchema,
  passwordLinkSchema,
  peopleSchema,
} from '@maskroom/shared/protocol/account';
import { inviteLink } from '../account/invites.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { linkBase } from './linkBase.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['people'];

/** Everybody's accounts, for admins of the server. */
export function peopleRoutes(app: HttpApp, { accounts, settings }: HttpParts): void {
  app.get(
    '/people',
    {
      config: { access: 'admin' },
      schema: { tags, summary: 'Everybody with an account', response: answers(peopleSchema) },
    },
    async (request) => ({ people: await accounts.listPeople(actorOf(request)) }),
  );

  app.post(
    '/people',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Make an account; its person sets a password with the link',
        body: newPersonSchema,
        response: answers(newPersonReplySchema),
      },
    },
    async (request) => {
      const { inviteToken, userId } = await accounts.addPerson(request.body, actorOf(request));
      const link = inviteToken === null ? null : inviteLink(linkBase(request, settings), inviteToken);
      return { id: userId, inviteLink: link };
    },
  );

  app.post(
    '/people/:id/password-link',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'A link, good for a day, to set a new password',
        params: idParams,
        response: answers(passwordLinkSchema),
      },
    },
    async (request, reply) => {
      const { inviteToken } = await accounts.makePasswordLink(actorOf(request), request.params.id);
      reply.header('cache-control', 'no-store');
      return { link: inviteLink(linkBase(request, settings), inviteToken) };
    },
  );

  app.delete(
    '/people/:id',
    {
      config: { access: 'admin' },
      schema: { tags, summary: 'Close an account; the work keeps its author', params: idParams },
    },
    async (request, reply) => {
      await accounts.closeAccount(request.params.id, actorOf(request));
      return reply.code(204).send();
    },
  );
}
