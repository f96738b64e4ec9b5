import { createOriginCheck } from '@maskroom/server/account/origin.ts';
import { SESSION_COOKIE } from '@maskroom/server/account/sessionCookie.ts';
import { expect, test } from 'vitest';

const cookie = `${SESSION_COOKIE}=${'s'.repeat(43)}`;
const local = createOriginCheck({ host: '127.0.0.1' });
const everywhere = createOriginCheck({ host: '0.0.0.0' });
const published = createOriginCheck({ host: '0.0.0.0', publicUrl: 'https://label.example.org' });

test.each([
  [local, 'http://localhost:8080', 'localhost:8080', true],
  [local, 'http://127.0.0.1:8080', '127.0.0.1:8080', true],
  [local, 'http://[::1]:8080', '[::1]:8080', true],
  [everywhere, 'http://192.168.1.5:8080', '192.168.1.5:8080', true],
  [published, 'https://label.example.org', 'maskroom:8080', true],
  [published, 'http://localhost:8080', 'localhost:8080', true],
  // Another port is another page, another host another site.
  [local, 'http://localhost:3000', 'localhost:8080', false],
  [local, 'http://evil.org', 'localhost:8080', false],
  // A foreign name that was made to point at this machine.
  [local, 'http://evil.org:8080', 'evil.org:8080', false],
  [everywhere, 'http://evil.org:8080', 'evil.org:8080', false],
  [local, 'http://192.168.1.5:8080', '192.168.1.5:8080', false],
  [published, 'https://label.example.org.evil.org', 'label.example.org', false],
  [published, 'https://evil-label.example.org', 'label.example.org', false],
  [published, 'http://label.example.org', 'label.example.org', false],
  [published, 'https://label.example.org:444', 'label.example.org', false],
  [local, 'http://localhost.evil.org:8080', 'localhost.evil.org:8080', false],
  [local, 'http://localhost:8080/', 'localhost:8080', false],
  [local, 'http://user@localhost:8080', 'localhost:8080', false],
  [local, 'file://localhost:8080', 'localhost:8080', false],
  [local, 'null', 'localhost:8080', false],
  [local, '', 'localhost:8080', false],
])('%o: Origin %s at Host %s → %s', (check, origin, host, expected) => {
  expect(check({ method: 'POST', headers: { origin, host, cookie } })).toBe(expected);
});

test('without an Origin a cookie counts for plain reads only; programs bring a token', () => {
  const host = 'localhost:8080';
  expect(local({ method: 'POST', headers: { host, authorization: 'Bearer x' } })).toBe(true);
  expect(local({ method: 'GET', headers: { host, upgrade: 'websocket' } })).toBe(true);
  expect(local({ method: 'GET', headers: { host, cookie } })).toBe(true);
  expect(local({ method: 'POST', headers: { host, cookie } })).toBe(false);
  expect(local({ method: 'GET', headers: { host, cookie, upgrade: 'websocket' } })).toBe(false);
  expect(local({ method: 'GET', headers: { host, cookie, 'sec-fetch-site': 'cross-site' } })).toBe(false);
});
