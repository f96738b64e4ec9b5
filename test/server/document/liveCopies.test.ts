import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { contentOf } from '../../support/documentOracle.ts';
import { openTab, square, type Tab } from '../../support/documentPeople.ts';
import { type DocumentServer, startDocumentServer } from '../../support/documentServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { until } from '../../support/until.ts';
import { type FaultStep, failedFaultSchedules } from './failedSchedules.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The database itself fails where a table of these is not there: appends, or loads and foldings. */
const needed = { append: 'instances', load: 'document_snapshots' } as const;
type Fault = keyof typeof needed;

const breakStore = ({ db }: DocumentServer, fault: Fault) =>
  db.schema.alterTable(needed[fault]).renameTo('aside').execute();
const mendStore = ({ db }: DocumentServer, fault: Fault) =>
  db.schema.alterTable('aside').renameTo(needed[fault]).execute();

const users = ['ann', 'ben', 'cleo'] as const;
const step: fc.Arbitrary<FaultStep> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('draw'), who: fc.nat(2), n: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('come', 'leave'), who: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('append', 'load', 'mend') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('wait'), n: fc.integer({ min: 1, max: 60 }) }) },
);

interface World {
  readonly server: DocumentServer;
  readonly tabs: readonly Tab[];
  /** Every live copy that was ever met. */
  readonly met: Set<WeakRef<Y.Doc>>;
  broken: Fault | null;
}

async function mend(world: World): Promise<void> {
  if (world.broken) await mendStore(world.server, world.broken);
  world.broken = null;
}

/** Whoever asks at the same moment gets the same copy; a document that cannot be loaded is not there for anybody. */
async function meet({ server, met }: World): Promise<void> {
  const copies = await Promise.all(
    [1, 2, 3].map(() => server.documents.withDocument('picture', (doc) => doc).catch(() => null)),
  );
  const [copy] = copies;
  expect(copies.every((other) => other === copy)).toBe(true);
  if (copy && ![...met].some((known) => known.deref() === copy)) met.add(new WeakRef(copy));
}

async function act(world: World, { what, who = 0, n = 0 }: FaultStep): Promise<void> {
  const { doc, origin, provider, add } = world.tabs[who];
  if (what === 'draw') {
    add(`${users[who]}${n % 5}`, { geometry: square(n, n) });
    setGeometry(doc, `${users[who]}${n % 5}`, square(n, 2 * n), origin);
  } else if (what === 'come') provider.connect();
  else if (what === 'leave') provider.disconnect();
  else if (what === 'wait') await new Promise((resolve) => setTimeout(resolve, n));
  else {
    await mend(world);
    if (what === 'mend') return;
    world.broken = what === 'load' ? 'load' : 'append';
    await breakStore(world.server, world.broken);
  }
  await meet(world);
}

function alive({ met }: World): number {
  collectGarbage();
  return [...met].filter((copy) => copy.deref() !== undefined).length;
}

async function play(file: string, steps: readonly FaultStep[]): Promise<void> {
  await using server = await startDocumentServer({
    file,
    limits: { unloadAfterMs: 10, compactEntries: 5, pingEveryMs: 60_000 },
  });
  const world: World = {
    server,
    tabs: users.map((user) => openTab(server.url, user)),
    met: new Set(),
    broken: null,
  };
  try {
    for (const one of steps) await act(world, one);
    await mend(world);
    for (const { provider } of world.tabs) provider.connect();
    await until(() => world.tabs.every(({ provider }) => provider.synced), 10_000);
    const contents = () => world.tabs.map(({ doc }) => contentOf(doc));
    await until(() => new Set(contents()).size === 1, 10_000);
    await meet(world);
    const stored = new Y.Doc();
    const { snapshot, updates } = await server.log.load('picture');
    for (const bytes of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(stored, bytes);
    expect(contents()).toEqual(users.map(() => contentOf(stored)));
    await until(() => alive(world) === 1);
  } finally {
    for (const tab of world.tabs) tab[Symbol.dispose]();
  }
  await until(() => alive(world) === 0);
  expect(world.met.size).toBeGreaterThan(0);
}

/** A release tries more: `npm run test:torture`. */
const RUNS = Number(process.env.MASKROOM_FAULT_RUNS ?? 3);

test(
  `R6, D32: one live copy and none once all have left, whoever comes and goes while the store fails (${RUNS} schedules)`,
  async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) =>
        play(join(folder, `${runs++}.sqlite`), steps),
      ),
      { numRuns: RUNS, endOnFailure: true, examples: failedFaultSchedules.map((steps) => [steps]) },
    );
  },
  60_000 + RUNS * 30_000,
);

test('R6: a load that fails keeps nobody out for longer than the fault lasts', async () => {
  await using server = await startDocumentServer();
  await breakStore(server, 'load');
  using ann = openTab(server.url, 'ann');
  ann.add('a');
  await expect(server.documents.withDocument('picture', () => {})).rejects.toThrow(/document_snapshots/);
  expect(ann.provider.synced).toBe(false);
  await mendStore(server, 'load');
  await ann.synced();
  await until(() => ann.updates() === 1);
  expect((await server.log.load('picture')).updates).toHaveLength(1);
});
