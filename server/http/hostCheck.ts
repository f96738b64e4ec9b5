import { Problem } from '@maskroom/shared/base/problem';
import { isLoopback } from '../config/loopback.ts';
import type { HttpApp } from './httpApp.ts';

/**
 * A server that listens on this machine only is called by a name of this machine only, or by its public URL: a
 * page whose DNS name was turned to 127.0.0.1 sends that name as Host and is refused, reads included.
 */
export function checkHost(app: HttpApp, { host, publicUrl }: { host: string; publicUrl?: string }): void {
  if (!isLoopback(host)) return;
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  app.addHook('onRequest', async ({ headers }) => {
    const called = headers.host?.toLowerCase();
    if (called === undefined || called === publicHost) return;
    if (!isLoopback(called.replace(/:\d*$/, '')))
      throw new Problem('origin-refused', 'This server does not answer to that name.');
  });
}
