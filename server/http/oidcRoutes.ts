import { Problem, toProblem } from '@maskroom/shared/base/problem';
import { signInOptionsSchema } from '@maskroom/shared/protocol/account';
import { z } from 'zod';
import { readCookie } from '../account/sessionCookie.ts';
import type { HttpApp } from './httpApp.ts';
import { linkBase } from './linkBase.ts';
import { answers } from './openapi.ts';
import type { HttpParts } from './parts.ts';
import { placeOf, setSession } from './sessionRoutes.ts';

const tags = ['account'];
const COOKIE = 'maskroom_oidc';
const startQuery = z.object({ next: z.string().max(2_000).default('/') });

/** Signing in with an identity provider: browsers are sent there and come back here. */
export function oidcRoutes(app: HttpApp, { accounts, settings }: HttpParts): void {
  const { oidc } = accounts;
  app.get(
    '/session/options',
    {
      config: { access: 'anyone' },
      schema: { tags, summary: 'Ways to sign in', security: [], response: answers(signInOptionsSchema) },
    },
    async () => ({ password: true as const, oidc: oidc && { name: oidc.name } }),
  );
  const offered = (): NonNullable<typeof oidc> => {
    if (oidc === null) throw new Problem('not-found', 'This server knows no identity provider.');
    return oidc;
  };
  const secure = settings.publicUrl?.startsWith('https:') ? '; Secure' : '';
  const cookieOf = (browser: string, seconds: number): string =>
    `${COOKIE}=${browser}; Path=/api/v1/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;

  app.get(
    '/oidc/start',
    {
      config: { access: 'anyone', limit: 'strangers' },
      schema: { tags, summary: 'To the identity provider', security: [], querystring: startQuery },
    },
    async (request, reply) => {
      const callback = `${linkBase(request, settings)}/api/v1/oidc/callback`;
      const { browser, url } = await offered().begin(callback, request.query.next);
      return reply
        .header('set-cookie', cookieOf(browser, 600))
        .header('cache-control', 'no-store')
        .redirect(url.href);
    },
  );

  app.get(
    '/oidc/callback',
    {
      config: { access: 'anyone', limit: 'strangers' },
      schema: { tags, summary: 'Back from the identity provider', security: [] },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store').header('set-cookie', cookieOf('', 0));
      try {
        const browser = readCookie(request.headers.cookie, COOKIE);
        if (browser === null) throw new Problem('oidc-refused', 'This sign-in was begun in another browser.');
        const callback = new URL(request.url, linkBase(request, settings));
        const { returnTo, signedIn } = await offered().finish(callback, browser, placeOf(request));
        setSession(reply, signedIn, settings);
        return reply.redirect(returnTo);
      } catch (cause) {
        const { code, message } = toProblem(cause);
        if (code === 'internal') request.log.error({ err: cause }, 'a sign-in by the provider failed');
        return reply.redirect(`/sign-in?refused=${encodeURIComponent(message)}`);
      }
    },
  );
}
