import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Role } from '@maskroom/shared/annotation/role';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '../account/actor.ts';
import type { Operation } from '../account/permissions.ts';
import type { Image } from '../image/images.ts';

/** Fastify whose routes read and write what their zod schemas say. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * Who may call a route. An operation is asked of the project that `:id` names, or of the project of the image
 * that `:id` names; who has no role there gets `not-found`, so that ids of others tell nothing.
 */
export type Access =
  | 'anyone'
  | 'signed-in'
  /** Of the whole server, and by no token that may less. */
  | 'admin'
  | { readonly operation: Operation; readonly of: 'project' | 'image' };

/** Named in limits.ts. */
export type LimitName = 'every' | 'strangers' | 'heavy' | 'predict';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    limit?: LimitName;
  }
  interface FastifyRequest {
    /** Set by access.ts before the body is read. */
    caller: Caller | null;
  }
}

export interface Caller {
  readonly actor: Actor;
  /** In the project that the route is about. */
  readonly role: Role | null;
  readonly image: Image | null;
}
