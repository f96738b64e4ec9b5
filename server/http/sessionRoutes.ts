import { passwordChangeSchema, sessionListSchema } from '@maskroom/shared/protocol/account';
import { meSchema, signInSchema } from '@maskroom/shared/protocol/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeSessionCookie } from '../account/sessionCookie.ts';
import type { SignedIn } from '../account/signIn.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
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
      const signedIn = await accounts.signIn(request.body.email, request.body.password, placeOf(request));
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

  app.get(
    '/me/sessions',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Where one is signed in', response: answers(sessionListSchema) },
    },
    async (request) => ({
      sessions: await accounts.listSessions(actorOf(request), request.headers.cookie),
    }),
  );

  app.delete(
    '/me/sessions',
    { config: { access: 'signed-in' }, schema: { tags, summary: 'Sign out everywhere else' } },
    async (request, reply) => {
      await accounts.endOtherSessions(actorOf(request), request.headers.cookie);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/me/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Sign out one of one’s sessions', params: idParams },
    },
    async (request, reply) => {
      await accounts.endSession(actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/me/password',
    {
      config: { access: 'signed-in', limit: 'strangers' },
      schema: { tags, summary: 'Change one’s password; all other sessions end', body: passwordChangeSchema },
    },
    async (request, reply) => {
      const place = { cookie: request.headers.cookie, address: request.ip };
      await accounts.changePassword(actorOf(request), { ...request.body, ...place });
      return reply.code(204).send();
    },
  );
}

/** Kept with the session, so that people know theirs again. */
export const placeOf = ({ headers, ip }: FastifyRequest): { address: string; device?: string } => ({
  address: ip,
  device: headers['user-agent'],
});

type CookieSettings = Pick<HttpParts['settings'], 'publicUrl'>;

export function setSession(reply: FastifyReply, { secret }: SignedIn, settings: CookieSettings): void {
  reply.header('set-cookie', cookie(secret, settings)).header('cache-control', 'no-store');
}

const cookie = (secret: string | null, { publicUrl }: CookieSettings): string =>
  writeSessionCookie(secret, { secure: publicUrl?.startsWith('https:') ?? false });
