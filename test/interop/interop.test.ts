import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { square } from '../support/documentPeople.ts';
import { startDocumentServer } from '../support/documentServer.ts';
import type { Part } from './story.ts';

/** Each in a process of its own: `@y/websocket` brings another Yjs, and two in one process break each other. */
const clients = [
  { entry: 'yWebsocket3.ts', user: 'ann', draws: 'by-y-websocket-3' },
  { entry: 'yWebsocket4.ts', user: 'ben', draws: 'by-y-websocket-4' },
  { entry: 'rawBytes.ts', user: 'cleo', draws: 'by-raw-bytes' },
] as const;

function start(entry: string, part: Part): ChildProcess {
  const path = fileURLToPath(new URL(entry, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, JSON.stringify(part)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The one line that a client prints when its part is played. */
async function whatItSees(child: ChildProcess): Promise<unknown> {
  if (!child.stdout) throw new Error('the client has no stdout');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(String(line));
}

test('D3: y-websocket 3.1, @y/websocket 4 and a client of bare bytes draw together, each hears its echo', async () => {
  await using server = await startDocumentServer();
  const all = clients.map(({ draws }) => draws);
  const children = clients.map(({ entry, user, draws }, i) =>
    start(entry, {
      url: server.url,
      user,
      draws,
      relabels: all[(i + 1) % all.length],
      all,
      geometry: Buffer.from(square(20 * i, 30)).toString('hex'),
    }),
  );
  const expected = all.map((id) => [id, 'tree']).sort();
  expect(await Promise.all(children.map(whatItSees))).toEqual([expected, expected, expected]);
  for (const child of children) child.stdin?.end();
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  expect(children.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  const labels = await server.db.selectFrom('instances').select(['id', 'label_id']).orderBy('id').execute();
  expect(labels.map(({ id, label_id }) => [id, label_id])).toEqual(expected);
});
