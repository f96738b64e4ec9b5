import { createHash } from 'node:crypto';

/**
 * `servers` in the order in which they are to be asked about `key`: the same for everybody who knows the same
 * servers, and when one goes only what it had moves. Highest random weight, Thaler and Ravishankar 1998.
 */
export function rendezvousOrder<T>(servers: readonly T[], nameOf: (server: T) => string, key: string): T[] {
  return servers
    .map((server) => ({ server, weight: weightOf(nameOf(server), key) }))
    .sort((a, b) => (a.weight < b.weight ? 1 : -1))
    .map(({ server }) => server);
}

const weightOf = (name: string, key: string): string =>
  createHash('sha256').update(name).update('\0').update(key).digest('hex');
