import { expect, onTestFinished, test } from 'vitest';
import { onReconnect } from '../../../web/connection/onReconnect.ts';
import { liveClient } from '../../support/liveClient.ts';
import { createProject } from '../../support/team.ts';
import { startServer } from '../../support/testServer.ts';

test('each time that the line is back it calls, until it is stopped', async () => {
  const server = await startServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { admin } = await createProject(server.url, ['car'], {});
  await using client = await liveClient(server.url, admin.token);
  let called = 0;
  const end = onReconnect(client.socket, () => called++);
  client.socket.disconnect().connect();
  await expect.poll(() => called).toBe(1);
  client.socket.disconnect().connect();
  await expect.poll(() => called).toBe(2);
  end();
  client.socket.disconnect().connect();
  await expect.poll(() => client.socket.connected).toBe(true);
  expect(called).toBe(2);
});
