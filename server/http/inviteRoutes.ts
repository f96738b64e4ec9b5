import { acceptInviteSchema, inviteInfoSchema, meSchema } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import type { HttpParts } from './parts.ts';
import { placeOf, setSession } from './sessionRoutes.ts';

const tags = ['account'];
const params = z.object({ token: z.string().min(1).max(200) });

/** First-login links and invitations alike; the token is the only key, so guesses are limited. */
export function inviteRoutes(app: HttpApp, { accounts, settings }: HttpParts): void {
  app.get(
    '/invites/:token',
    {
      config: { access: 'anyone', limit: 'strangers' },
      schema: {
        tags,
        summary: 'Whom a link lets in, and where',
        security: [],
        params,
        response: answers(inviteInfoSchema),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return accounts.inviteInfo(request.params.token);
    },
  );

  app.post(
    '/invites/:token/accept',
    {
      config: { access: 'anyone', limit: 'strangers' },
      schema: {
        tags,
        summary: 'Set name and password, and sign in',
        security: [],
        params,
        body: acceptInviteSchema.omit({ token: true }),
        response: answers(meSchema),
      },
    },
    async (request, reply) => {
      const answer = { ...request.body, token: request.params.token };
      const signedIn = await accounts.acceptInvite(answer, placeOf(request));
      setSession(reply, signedIn, settings);
      return accounts.me(signedIn.actor);
    },
  );
}
