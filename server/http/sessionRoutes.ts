import { meSchema, signInSchema } from '@maskroom/shared/protocol/http';
import type { FastifyReply } from 'fastify';
import { writeSessionCookie } from '../account/sessionCookie.ts';
import type { SignedIn } from '../account/signIn.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import type { HttpParts } from './parts.ts';

const tags = ['account'];

export function sessionRoutes(app: HttpApp, { accounts, settings }: HttpParts): void {
  app.post(
    '/session',
    {
      config: { access: 'anyone', limit: 'strangers' },
      schema: { tags, summary: 'Sign in', security: [], body: signInSchema, response: answers(meSchema) },
    },
    async (request, reply) => {
      const signedIn = await accounts.signIn(request.body.email, request.body.password, request.ip);
      setSession(reply, signedIn, settings);
      return accounts.me(signedIn.actor);
    },
  );

  app.delete(
    '/session',
    { config: { access: 'anyone' }, schema: { tags, summary: 'Sign out', security: [] } },
    async (request, reply) => {
      await accounts.signOut(request.headers.cookie);
      return reply.header('set-cookie', cookie(null, settings)).code(204).send();
    },
  );

  app.get(
    '/me',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Who calls, and their roles', response: answers(meSchema) },
    },
    async (request) => accounts.me(actorOf(request)),
  );
}

type CookieSettings = Pick<HttpParts['settings'], 'publicUrl'>;

export function setSession(reply: FastifyReply, { secret }: SignedIn, settings: CookieSettings): void {
  reply.header('set-cookie', cookie(secret, settings)).header('cache-control', 'no-store');
}

const cookie = (secret: string | null, { publicUrl }: CookieSettings): string =>
  writeSessionCookie(secret, { secure: publicUrl?.startsWith('https:') ?? false });
