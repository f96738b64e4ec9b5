import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { FastifyRequest } from 'fastify';
import { type Actor, mayEverything } from '../account/actor.ts';
import { createOriginCheck } from '../account/origin.ts';
import type { Operation } from '../account/permissions.ts';
import type { Image } from '../image/images.ts';
import { requireImage } from '../image/sight.ts';
import type { Access, Caller, HttpApp } from './httpApp.ts';
import type { HttpParts } from './parts.ts';

/**
 * The one door of the API, passed before a body is read: Origin, then who calls, then what the route's `access`
 * asks. A route that forgot to say who may call it stops the server from starting.
 */
export function guardRoutes(app: HttpApp, parts: HttpParts): void {
  const isOriginAllowed = createOriginCheck(parts.settings);
  app.decorateRequest('caller', null);
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.access === undefined)
      throw new Error(`${String(method)} ${url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    // A missing route has no access; its handler answers not-found.
    if (access === undefined) return;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead && bearerOf(request) === undefined && !isOriginAllowed(request))
      throw new Problem('origin-refused');
    if (access !== 'anyone') request.caller = await admit(request, access, parts);
  });
}

async function admit(
  request: FastifyRequest,
  access: Exclude<Access, 'anyone'>,
  parts: HttpParts,
): Promise<Caller> {
  const { accounts } = parts;
  const { cookie } = request.headers;
  const actor = await accounts.authenticate({ cookie, bearer: bearerOf(request), address: request.ip });
  if (!actor) throw new Problem('unauthenticated');
  if (access === 'admin' && !mayEverything(actor)) throw new Problem('forbidden');
  if (access === 'signed-in' || access === 'admin') return { actor, role: null, image: null };
  const id = idOf(request);
  if (access.of === 'image') return { actor, ...(await requireImage(parts, actor, id, access.operation)) };
  return { actor, role: await accounts.requireOperation(actor, id, access.operation), image: null };
}

/** A header that is there but no bearer token is an empty token, never a reason to take the cookie instead. */
function bearerOf({ headers: { authorization } }: FastifyRequest): string | undefined {
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
}

function idOf({ params }: FastifyRequest): string {
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined;
  if (typeof id !== 'string' || !/^[0-9A-Za-z_-]{1,64}$/.test(id)) throw new Problem('not-found');
  return id;
}

export const onProject = (operation: Operation): { access: Access } => ({
  access: { operation, of: 'project' },
});
export const onImage = (operation: Operation): { access: Access } => ({
  access: { operation, of: 'image' },
});

/** Who calls a route that is not for anyone. */
export function actorOf({ caller }: FastifyRequest): Actor {
  if (!caller) throw new Problem('unauthenticated');
  return caller.actor;
}

/** What they are in the project of a route with {@link onProject} or {@link onImage}. */
export function roleOf({ caller }: FastifyRequest): Role {
  if (!caller?.role) throw new Problem('not-found');
  return caller.role;
}

/** The image of a route with {@link onImage}. */
export function imageOf({ caller }: FastifyRequest): Image {
  if (!caller?.image) throw new Problem('not-found');
  return caller.image;
}
