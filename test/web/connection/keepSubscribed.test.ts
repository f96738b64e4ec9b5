import type { ProblemCode } from '@maskroom/shared/base/problem';
import type { Failure } from '@maskroom/shared/protocol/socket';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepSubscribed } from '../../../web/connection/keepSubscribed.ts';
import { liveClient } from '../../support/liveClient.ts';
import { createProject } from '../../support/team.ts';
import { startServer } from '../../support/testServer.ts';

test('what is not answered is said to be late and asked again on the same line, until it is answered', async () => {
  const server = await startServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { admin, project } = await createProject(server.url, ['car'], {});
  await using client = await liveClient(server.url, admin.token);
  const heard: string[] = [];
  let asked = 0;
  const end = keepSubscribed(client.socket, {
    ask: (timed) =>
      ++asked < 3
        ? Promise.reject(new Error('operation has timed out'))
        : timed.emitWithAck('queue:subscribe', { projectId: project.id }),
    onReply: () => heard.push('answered'),
    onUnanswered: () => heard.push('late'),
    end: () => heard.push('ended'),
  });
  await expect.poll(() => heard.length).toBe(3);
  client.socket.disconnect().connect();
  await expect.poll(() => heard.length).toBe(4);
  end();
  expect(heard).toEqual(['late', 'late', 'answered', 'answered', 'ended']);
  expect(asked).toBe(4);
});

test('a server that is too busy to take it is asked again, one that refuses it is not', async () => {
  const server = await startServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { admin, project } = await createProject(server.url, ['car'], {});
  await using client = await liveClient(server.url, admin.token);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const heard: string[] = [];
  const answers = [refusalOf('rate-limited'), refusalOf('internal'), refusalOf('forbidden')];
  const end = keepSubscribed(client.socket, {
    ask: async () => answers.shift() ?? { projectId: project.id },
    onReply: () => heard.push('answered'),
    onRefused: ({ code }) => heard.push(code),
    onUnanswered: () => heard.push('late'),
    end: () => {},
  });
  onTestFinished(end);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(heard).toEqual(['late']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['late', 'late', 'forbidden']);
  expect(answers).toEqual([]);
});

const refusalOf = (code: ProblemCode): Failure => ({ code, message: '' });
