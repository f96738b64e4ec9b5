import type { IncomingMessage } from 'node:http';
import { Problem } from '@maskroom/shared/base/problem';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { AddressOf } from '../account/address.ts';

/** Who makes this request; the bearer of a token handed over in Socket.IO's `auth` counts as well. */
export type Authenticate = (request: IncomingMessage, token?: string) => Promise<Actor>;

export const createAuthenticate =
  (accounts: Accounts, addressOf: AddressOf): Authenticate =>
  async (request, token) => {
    const bearer = token ?? /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const { cookie } = request.headers;
    const actor = await accounts.authenticate({ cookie, bearer, address: addressOf(request) });
    if (!actor) throw new Problem('unauthenticated');
    return actor;
  };
