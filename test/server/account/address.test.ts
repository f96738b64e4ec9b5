import type { IncomingMessage } from 'node:http';
import { createAddressOf } from '@maskroom/server/account/address.ts';
import { expect, test } from 'vitest';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

test.each([
  // Nobody is trusted: what the header says is made up.
  [[], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  [[], '127.0.0.1', '198.51.100.1', '127.0.0.1'],
  [['10.0.0.0/8'], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  // The proxy adds what it saw behind what its caller made up.
  [['loopback'], '127.0.0.1', 'made up, 198.51.100.1', '198.51.100.1'],
  [['loopback'], '::1', undefined, '::1'],
  [['loopback', '10.0.0.0/8'], '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
  [['loopback'], '127.0.0.1', '198.51.100.1, 10.1.2.3', '10.1.2.3'],
])('proxies %j, from %s with X-Forwarded-For %j: %s', (trusted, remote, forwarded, expected) => {
  expect(createAddressOf(trusted)(from(remote, forwarded))).toBe(expected);
});
