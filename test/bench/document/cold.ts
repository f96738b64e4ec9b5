import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import * as Y from 'yjs';
import { startDocumentServer } from '../../support/documentServer.ts';
import { openRaw, type RawClient, step1, update } from '../../support/rawDocumentClient.ts';
import { printTable } from '../table.ts';
import { mainThreadMs, spawnService } from './service.ts';
import { documentOf, round, untilSeen } from './work.ts';

const INSTANCES = 5_000;

/** The first to open a large document, and the first to edit it: how long that takes, and how long others wait. */
export async function benchCold(folder: string, times: number): Promise<void> {
  const base = documentOf(INSTANCES);
  const file = join(folder, 'cold.sqlite');
  await store(file, base);
  const [openings, edits]: [Taken[], Taken[]] = [[], []];
  for (let i = 0; i < times; i++) {
    const { kill, pid, url } = await spawnService('maskroomProcess.ts', file);
    using other = await openRaw(url, 'ben', { imageId: 'picture2' });
    const opening = await takenBy(pid, other, async () => {
      const first = await openRaw(url, 'ann');
      first.send(step1());
      await untilSeen(() => first.ofType(0, 1).length > 0);
      // What an unmodified client answers the server's own step1 with: that it has nothing new.
      first.send(update(Uint8Array.of(0, 0)));
      await untilSeen(() => first.hasEchoOf(Uint8Array.of(0, 0)));
      return first;
    });
    const first = opening.made;
    const edit = editOf(base, i);
    const editing = await takenBy(pid, other, async () => {
      first.send(update(edit));
      await untilSeen(() => first.hasEchoOf(edit));
    });
    openings.push(opening);
    edits.push(editing);
    first.socket.terminate();
    await kill();
  }
  printTable('A document of 5,000 instances that is not in memory', [
    { name: 'opened: in sync after', values: openings.map(({ tookMs }) => tookMs) },
    ...besides(openings),
    { name: 'first edit acknowledged after', values: edits.map(({ tookMs }) => tookMs) },
    ...besides(edits),
  ]);
}

interface Taken {
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly heldUpMs: number;
}

const besides = (taken: readonly Taken[]) => [
  { name: "… processor time of the server's thread", values: taken.map(({ cpuMs }) => cpuMs) },
  {
    name: '… the longest that others waited',
    values: taken.map(({ heldUpMs }) => heldUpMs),
    target: '≤ 50 ms',
  },
];

async function store(file: string, bytes: Uint8Array): Promise<void> {
  await using _ = await startDocumentServer({ file, pictures: 120 });
  const db = await openDatabase(file);
  const instances = { put: [], removed: [] };
  const log = createDocumentLogStore(db);
  const seq = await log.append('picture', [{ userId: 'ann', at: 1, bytes, claims: [], instances }]);
  await log.compact('picture', bytes, seq);
  await db.destroy();
}

function editOf(base: Uint8Array, turn: number): Uint8Array {
  const tab = new Y.Doc();
  Y.applyUpdate(tab, base);
  const before = Y.encodeStateVector(tab);
  setGeometry(tab, 'i7', round(turn + 1), 'bench');
  return Y.encodeStateAsUpdate(tab, before);
}

/** What the work took, and the longest that the server left a ping of somebody else unanswered meanwhile. */
async function takenBy<Made>(
  pid: number,
  { socket }: RawClient,
  work: () => Promise<Made>,
): Promise<Taken & { readonly made: Made }> {
  let isOver = false;
  let heldUpMs = 0;
  const pinging = (async () => {
    while (!isOver) {
      const sentAt = performance.now();
      socket.ping();
      await once(socket, 'pong');
      heldUpMs = Math.max(heldUpMs, performance.now() - sentAt);
    }
  })();
  const [startedAt, ranBefore] = [performance.now(), mainThreadMs(pid)];
  const made = await work();
  const [tookMs, cpuMs] = [performance.now() - startedAt, mainThreadMs(pid) - ranBefore];
  isOver = true;
  await pinging;
  return { made, tookMs, cpuMs, heldUpMs };
}
