import type { FastifyRequest } from 'fastify';
import type { HttpParts } from './parts.ts';

/** The origin that links for people begin with: the public one, or the one that was called. */
export const linkBase = (
  { host, protocol }: Pick<FastifyRequest, 'host' | 'protocol'>,
  { publicUrl }: Pick<HttpParts['settings'], 'publicUrl'>,
): string => publicUrl ?? `${protocol}://${host}`;
