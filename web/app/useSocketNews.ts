import { useEffect } from 'react';
import type { connection } from '../connection/socketClient.ts';
import { late, useLate } from '../ui/late.ts';

const linePart = late(() => import('../connection/socketClient.ts'));

export type NewsSocket = ReturnType<typeof connection>['socket'];

/**
 * Listens on the connection of whoever is signed in, wherever they are in the app. `listen` must be stable and gives back
 * how to stop. The connection comes with its own file, so that pages show before it.
 */
export function useSocketNews(userId: string, listen: (socket: NewsSocket) => () => void): void {
  const line = useLate(linePart);
  // biome-ignore lint/correctness/useExhaustiveDependencies: somebody else signed in has a connection of their own
  useEffect(() => {
    if (line) return listen(line.connection().socket);
  }, [userId, line, listen]);
}
