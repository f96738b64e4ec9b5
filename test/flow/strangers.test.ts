import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminToken, startServer, type TestServer } from '../support/testServer.ts';
import { upgradedSocket } from '../support/upgradedSocket.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ trustedProxies: 'loopback' });
});
afterAll(() => server[Symbol.asyncDispose]());

const as = (address: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...more });
const right = { authorization: `Bearer ${adminToken}` };
const wrong = { authorization: 'Bearer maskroom_nobody-has-this' };

/** What a polling client does first: one connection that waits for somebody to say who they are. */
async function connect(headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${server.url}${SOCKET_PATH}?EIO=4&transport=polling`, { headers });
  await answer.arrayBuffer();
  return answer.status;
}

async function times(count: number, ask: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i += 25) all.push(...(await Promise.all(Array.from({ length: 25 }, ask))));
  return all;
}

test('S14: an address opens three hundred connections without a name in a minute; others, and who is known, go on', async () => {
  const flood = await times(325, () => connect(as('198.51.100.1')));
  expect(flood.filter((status) => status === 200)).toHaveLength(300);
  expect(flood.filter((status) => status === 403)).toHaveLength(25);
  expect(await connect(as('198.51.100.2'))).toBe(200);
  expect(await connect(as('198.51.100.1', right))).toBe(200);
  const live = `${server.url}${SOCKET_PATH}?EIO=4&transport=websocket`;
  await expect(upgradedSocket(live, { 'X-Forwarded-For': '198.51.100.1' })).rejects.toThrow('400');
  using known = await upgradedSocket(live, { 'X-Forwarded-For': '198.51.100.1', ...right });
  expect(known.socket.destroyed).toBe(false);
});

test('S14: a flood of documents without a name gets the short answer', async () => {
  const document = `${server.url}${DOCUMENT_PATH}/some-image`;
  const open = () =>
    upgradedSocket(document, { 'X-Forwarded-For': '198.51.100.3' }).then(
      async ({ closed, socket }) => {
        const code = await closed;
        socket.destroy();
        return code ?? 0;
      },
      (refusal: Error) => Number(/ (\d{3}) /.exec(refusal.message)?.[1]),
    );
  const flood = await times(325, open);
  expect(flood.filter((status) => status === 4401)).toHaveLength(300);
  expect(flood.filter((status) => status === 429)).toHaveLength(25);
});

test('guesses at tokens and tickets end after a hundred, for the address that makes them and no other', async () => {
  const me = async (headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}/api/v1/me`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  expect(await times(100, () => me(as('198.51.100.4', wrong)))).toEqual(new Array(100).fill(401));
  expect(await me(as('198.51.100.4', wrong))).toBe(429);
  // The right one is not even looked at, or the last guess would tell.
  expect(await me(as('198.51.100.4', right))).toBe(429);
  expect(await me(as('198.51.100.4'))).toBe(401);
  expect(await me(as('198.51.100.5', right))).toBe(200);
  const guess = `${server.url}${DOCUMENT_PATH}/some-image?ticket=guessed`;
  await expect(upgradedSocket(guess, { 'X-Forwarded-For': '198.51.100.4' })).rejects.toThrow('429');
});
