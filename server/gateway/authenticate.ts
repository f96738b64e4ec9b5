import type { IncomingMessage } from 'node:http';
import { Problem } from '@maskroom/shared/base/problem';
import type { Accounts, Actor } from '../account/accounts.ts';

/** Who makes this request; the bearer of a token handed over in Socket.IO's `auth` counts as well. */
export type Authenticate = (request: IncomingMessage, token?: string) => Promise<Actor>;

export const createAuthenticate =
  (accounts: Accounts): Authenticate =>
  async (request, token) => {
    const bearer = token ?? /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const actor = await accounts.authenticate({ cookie: request.headers.cookie, bearer });
    if (!actor) throw new Problem('unauthenticated');
    return actor;
  };
