import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Problem } from '@maskroom/shared/base/problem';
import { isLoopback } from '../../config/loopback.ts';
import { isPublicAddress } from './publicAddress.ts';

/** Where a webhook goes, looked up once: what is connected to is this address and no other. */
export interface Receiver {
  readonly url: URL;
  readonly address: string;
}

/** All addresses of a name. Rejects when there is none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

export interface ReceiverOptions {
  /** Whether http to this very machine may be. */
  readonly allowLocal: boolean;
  readonly resolve?: Resolve;
}

/**
 * https to a public address; one private address among those of a name refuses it. @throws Problem `bad-request`, which
 * says what to do
 */
export async function findReceiver(
  text: string,
  { allowLocal, resolve = resolveByDns }: ReceiverOptions,
): Promise<Receiver> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) throw new Problem('bad-request', 'A webhook is a whole address: https://example.org/path.');
  if (url.username || url.password)
    throw new Problem(
      'bad-request',
      'A webhook has no name and password in its address: it is signed instead.',
    );
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const isLocal = allowLocal && isLoopback(hostname);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:'))
    throw new Problem('bad-request', 'A webhook begins with https://.');
  const addresses = isIP(hostname)
    ? [hostname]
    : await resolve(hostname).catch(() => {
        throw new Problem('bad-request', `The name ${hostname} has no address: is it spelled right?`);
      });
  const isAllowed = (address: string): boolean =>
    isPublicAddress(address) || (isLocal && isLoopback(address));
  if (addresses.length === 0 || !addresses.every(isAllowed))
    throw new Problem(
      'bad-request',
      `${hostname} is an address of a private network: a webhook goes to the public internet.`,
    );
  return { url, address: addresses[0] };
}
