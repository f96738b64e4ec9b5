import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { databaseFaults } from '@maskroom/server/store/integrity.ts';
import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance } from '@maskroom/shared/document/editDocument';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { runChunk } from '../../fuzz/chunks.ts';
import { pinnedSeeds } from '../../fuzz/pinnedSeeds.ts';
import { instanceFaults } from '../../support/documentOracle.ts';
import { openTab, shape } from '../../support/documentPeople.ts';
import { openRaw, update } from '../../support/rawDocumentClient.ts';
import { spawnUrl } from '../../support/spawnUrl.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** Each kill costs a start of the server; a release runs two hundred: `npm run test:torture`. */
const KILLS = Number(process.env.MASKROOM_KILLS ?? 4);
const entry = new URL('../../support/documentServerProcess.ts', import.meta.url);

const start = (file: string) => spawnUrl(entry, [file]);

/** A kill comes after this many acknowledgements of a round at least, and so many more at most … */
const LEAST_ECHOES = 10;
const MORE_ECHOES = 60;
/** … and at most this much later, in the middle of whatever the server does then. */
const MOST_MS = 25;
/** Every fourth comes by the clock instead: while the document is loaded, the log folded, nothing written yet. */
const BY_THE_CLOCK_MS = 120;

const byEchoes = fc.record({
  echoes: fc.integer({ min: LEAST_ECHOES, max: LEAST_ECHOES + MORE_ECHOES }),
  afterMs: fc.integer({ min: 0, max: MOST_MS }),
});
const byTheClock = fc.record({
  echoes: fc.constant(null),
  afterMs: fc.integer({ min: 0, max: BY_THE_CLOCK_MS }),
});
const moments = fc
  .array(fc.tuple(byEchoes, byEchoes, byEchoes, byTheClock), {
    minLength: Math.ceil(KILLS / 4),
    maxLength: Math.ceil(KILLS / 4),
  })
  .map((fours) => fours.flat().slice(0, KILLS));
interface Moment {
  /** Null: counted from the start. */
  readonly echoes: number | null;
  readonly afterMs: number;
}

/** Calls `act` once; the function it returns is told of every echo. */
function atMoment({ afterMs, echoes }: Moment, act: () => void): () => void {
  const soon = () => setTimeout(act, afterMs);
  if (echoes === null) soon();
  let left = echoes ?? 0;
  return () => {
    if (--left === 0) soon();
  };
}

/** One writer's one instance of a round, and the highest `order` it was told is saved; -1 is none. */
interface Acknowledged {
  readonly id: string;
  order: number;
}

/** How far a writer runs ahead of what it was told is saved. */
const AHEAD = 16;

/** Counts `order` up as fast as the server saves it, until the line is cut. */
async function writeUntilCut(
  url: string,
  user: string,
  round: number,
  onEcho: () => void,
): Promise<Acknowledged> {
  const acknowledged = { id: `${user}-${round}`, order: -1 };
  const raw = await openRaw(url, user).catch(() => null);
  // The kill may come before the line is open.
  if (!raw) return acknowledged;
  const doc = new Y.Doc();
  const sent: Uint8Array[] = [];
  raw.socket.on('message', (data: Buffer) => {
    const expected = sent[acknowledged.order + 1];
    if (!expected || !data.equals(expected)) return;
    acknowledged.order++;
    onEcho();
  });
  doc.on('update', (bytes: Uint8Array) => {
    sent.push(update(bytes));
    raw.send(update(bytes));
  });
  for (let order = 0; raw.socket.readyState === raw.socket.OPEN; order++) {
    if (order === 0) addInstance(doc, shape(acknowledged.id, user), 'x');
    else instancesOf(doc).get(acknowledged.id)?.set('order', order);
    const isAhead = () =>
      sent.length - acknowledged.order > AHEAD && raw.socket.readyState === raw.socket.OPEN;
    while (isAhead()) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return acknowledged;
}

/** What a client that never saw the document misses of it, at a server that was never killed. */
async function lostInAFreshProcess(file: string, acknowledged: readonly Acknowledged[]) {
  const { child, url } = await start(file);
  using rae = openTab(url, 'rae');
  await rae.synced();
  child.kill('SIGKILL');
  return acknowledged.filter(({ id, order }) => Number(rae.field(id, 'order') ?? -1) < order);
}

/** Kills a server at each of the moments that the seed draws, and looks at what is left. */
async function killAt(seed: number): Promise<void> {
  const file = join(temporaryFolder(), 'maskroom.sqlite');
  const acknowledged: Acknowledged[] = [];
  const [drawn] = fc.sample(moments, { seed, numRuns: 1 });
  for (const [round, moment] of drawn.entries()) {
    const { child, url } = await start(file);
    const onEcho = atMoment(moment, () => child.kill('SIGKILL'));
    const writers = ['ann', 'ben'].map((user) => writeUntilCut(url, user, round, onEcho));
    acknowledged.push(...(await Promise.all(writers)));
  }
  const edits = acknowledged.reduce((sum, { order }) => sum + order + 1, 0);
  console.log(`${KILLS} kills of seed ${seed}, ${edits} acknowledged edits`);
  expect(edits).toBeGreaterThan(KILLS * 5);

  expect(await lostInAFreshProcess(file, acknowledged)).toEqual([]);

  const db = await openDatabase(file);
  expect(await databaseFaults(db)).toEqual([]);
  const { snapshot, updates } = await createDocumentLogStore(db).load('picture');
  const doc = new Y.Doc();
  for (const bytes of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, bytes);
  expect(doc.store.pendingStructs).toBeNull();
  expect(instanceFaults(doc)).toEqual([]);
  const saved = (id: string) => Number(instancesOf(doc).get(id)?.get('order') ?? -1);
  expect(acknowledged.filter(({ id, order }) => saved(id) < order)).toEqual([]);
  const rows = await db.selectFrom('instances').select('id').execute();
  expect(rows).toHaveLength(instancesOf(doc).size);
  await db.destroy();
}

const seeds = [...pinnedSeeds.kill, randomInt(2 ** 31)];

test(
  `R1, D31: ${KILLS} kills under load lose no acknowledged edit, and the log stays whole`,
  async () => {
    for (const seed of seeds) await runChunk(seed, killAt);
  },
  60_000 + KILLS * seeds.length * 15_000,
);
