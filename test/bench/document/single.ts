import { instancesOf } from '@maskroom/shared/document/documentModel';
import * as encoding from 'lib0/encoding';
import { type Editor, type Running, type Service, usageOf } from './service.ts';
import { countIn, draw, reshape, untilSeen, wait } from './work.ts';

/** Edits acknowledged before `kill -9` that a fresh client does not find after a restart. */
export async function lostEdits(service: Service, folder: string, edits: number): Promise<number> {
  const before = await service.start(folder);
  const writer = before.open('picture');
  await writer.synced;
  for (let i = 0; i < edits; i++) draw(writer, `k${i}`, 20);
  await untilSeen(() => writer.unacknowledged() === 0);
  await before.kill();
  writer.destroy();
  const after = await service.start(folder);
  const reader = after.open('picture');
  await reader.synced;
  const found = Array.from({ length: edits }, (_, i) => instancesOf(reader.doc).has(`k${i}`)).filter(Boolean);
  reader.destroy();
  await after.kill();
  return edits - found.length;
}

/** Thirty-three million structs, it says: the longest array that V8 makes room for at once. */
const hostile = encoding.encode((out) => {
  for (const value of [1, 33_000_000, 5, 0]) encoding.writeVarUint(out, value);
});

/** What seven bytes of a signed-in client cost the server, and how long somebody else's edit takes right behind them. */
export async function hostileFrame(server: Running) {
  const [bad, good] = [server.open('picture', 1), server.open('picture')];
  await Promise.all([bad.synced, good.synced]);
  draw(good, `h${Math.random()}`);
  await untilSeen(() => good.unacknowledged() === 0);
  const before = usageOf(server.pid);
  const startedAt = performance.now();
  bad.sendUpdate(hostile);
  draw(good, `h${Math.random()}`);
  await untilSeen(() => good.unacknowledged() === 0);
  const heldUpMs = performance.now() - startedAt;
  await wait(1_000);
  const after = usageOf(server.pid);
  for (const editor of [bad, good]) editor.destroy();
  return { heldUpMs, cpuMs: after.cpuMs - before.cpuMs, mib: Math.max(0, after.peakMib - before.peakMib) };
}

const WRITERS = 16;
const AHEAD = 32;

/** Acknowledged edits a second with sixteen writers on four documents, each some edits ahead. */
export async function editsPerSecond(server: Running, seconds: number): Promise<number> {
  const writers = Array.from({ length: WRITERS }, (_, i) => server.open(`picture${110 + (i % 4)}`, i));
  await Promise.all(writers.map(({ synced }) => synced));
  const made = writers.map(() => 0);
  let isOver = false;
  const write = async (writer: Editor, i: number): Promise<void> => {
    draw(writer, `t${i}`);
    while (!isOver) {
      if (writer.unacknowledged() < AHEAD) reshape(writer, `t${i}`, ++made[i]);
      else await wait(1);
    }
  };
  const startedAt = performance.now();
  const running = writers.map(write);
  await wait(seconds * 1_000);
  isOver = true;
  const acknowledged = writers.reduce((sum, writer, i) => sum + made[i] - writer.unacknowledged(), 0);
  const rate = (acknowledged * 1_000) / (performance.now() - startedAt);
  await Promise.all(running);
  for (const writer of writers) writer.destroy();
  return rate;
}

/** From asking to being in sync, for a document of so many instances of 40 vertices; ms. */
export async function opening(server: Running, instances: number, times: number): Promise<number[]> {
  const writer = server.open('picture120');
  await writer.synced;
  for (let made = 0; made < instances; made += 250) {
    writer.doc.transact(() => {
      for (let i = made; i < Math.min(instances, made + 250); i++) draw(writer, `o${i}`, 40);
    }, 'bench');
    await untilSeen(() => writer.unacknowledged() === 0, 5);
  }
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const reader = server.open('picture120', 1);
    await reader.synced;
    took.push(performance.now() - startedAt);
    if (countIn(reader) !== instances) throw new Error(`${countIn(reader)} of ${instances} instances came`);
    reader.destroy();
  }
  writer.destroy();
  return took;
}
