import { join } from 'node:path';
import type { Role } from '@maskroom/shared/annotation/role';
import { instancesOf, readInstances } from '@maskroom/shared/document/documentModel';
import { deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { contentOf, instanceFaults } from '../../support/documentOracle.ts';
import { openTab, square, type Tab } from '../../support/documentPeople.ts';
import { type DocumentServer, person, startDocumentServer } from '../../support/documentServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { until } from '../../support/until.ts';
import { type Action, failedSchedules } from './failedSchedules.ts';

const users = ['ann', 'ben', 'cleo', 'lea'] as const;

const action: fc.Arbitrary<Action> = fc.record({
  who: fc.nat(users.length - 1),
  what: fc.constantFrom(
    'add',
    'add',
    'move',
    'move',
    'label',
    'badLabel',
    'outside',
    'delete',
    'undo',
    'redo',
    'drop',
    'offline',
    'online',
    'restart',
    'role',
    'accept',
    'open',
    'wait',
  ),
  n: fc.nat(30),
});

interface World {
  server: DocumentServer;
  readonly restart: () => Promise<DocumentServer>;
  readonly tabs: readonly Tab[];
  readonly histories: readonly Y.UndoManager[];
  made: number;
}

async function act(world: World, { who, what, n }: Action): Promise<void> {
  const { server, tabs, histories } = world;
  const { doc, origin } = tabs[who];
  const id = `i${n % Math.max(1, world.made)}`;
  if (what === 'add') tabs[who].add(`i${world.made++}`, { geometry: square(n, n) });
  else if (what === 'move') setGeometry(doc, id, square(n * 2, n), origin);
  else if (what === 'label') setLabel(doc, id, n % 2 ? 'car' : 'tree', origin);
  else if (what === 'badLabel') setLabel(doc, id, 'unicorn', origin);
  else if (what === 'outside') setGeometry(doc, id, square(700, 10), origin);
  else if (what === 'delete') deleteInstance(doc, id, origin);
  else if (what === 'undo') histories[who].undo();
  else if (what === 'redo') histories[who].redo();
  else if (what === 'drop') tabs[who].provider.ws?.close();
  else if (what === 'offline') tabs[who].provider.disconnect();
  else if (what === 'online') tabs[who].provider.connect();
  else if (what === 'wait') await new Promise((resolve) => setTimeout(resolve, n));
  else if (what === 'restart') world.server = await world.restart();
  else if (what === 'role')
    await changeRole(server, users[who], n % 3 === 0 ? 'viewer' : who === 3 ? 'lead' : 'annotator');
  else await decide(server, id, what === 'accept' ? 'accepted' : 'none');
}

async function changeRole(server: DocumentServer, user: string, role: Role): Promise<void> {
  server.roles.set(user, role);
  await server.documents.roleChanged('p', user);
}

async function decide(
  server: DocumentServer,
  instanceId: string,
  decision: 'accepted' | 'none',
): Promise<void> {
  const geometry = await server.documents.withDocument('picture', (doc) =>
    instancesOf(doc).get(instanceId)?.get('geometry'),
  );
  if (!(geometry instanceof Uint8Array)) return;
  const command = {
    imageId: 'picture',
    instanceId,
    decision,
    reason: null,
    geometryHash: geometryHash(geometry),
    by: person('rae'),
  };
  // Between reading and deciding somebody may have moved or removed it; then it is refused, as it must be.
  await server.documents.decide(command).catch(() => {});
}

const limits = { unloadAfterMs: 20 };

/** A server on a file, and how to stop it and start another in its place. */
async function startOn(file: string): Promise<Pick<World, 'server' | 'restart'>> {
  const server = await startDocumentServer({ limits, file });
  let current = server;
  return {
    server,
    async restart() {
      await current[Symbol.asyncDispose]();
      const next = await startDocumentServer({ limits, file, port: Number(new URL(current.url).port) });
      for (const [user, role] of current.roles) next.roles.set(user, role);
      current = next;
      return next;
    },
  };
}

async function playOut(file: string, actions: readonly Action[]): Promise<void> {
  const started = await startOn(file);
  const tabs = users.map((user) => openTab(started.server.url, user));
  const histories = tabs.map(
    ({ doc, origin }) =>
      new Y.UndoManager(instancesOf(doc), { trackedOrigins: new Set([origin]), captureTimeout: 0 }),
  );
  const world: World = { ...started, tabs, histories, made: 0 };
  try {
    await Promise.all(tabs.map((tab) => tab.synced()));
    for (const one of actions) await act(world, one);
    await settle(world);
    await expectSame(world);
  } finally {
    for (const tab of tabs) tab[Symbol.dispose]();
    await world.server[Symbol.asyncDispose]();
  }
}

/** Everybody may write again: what a viewer's socket dropped comes through with the next sync. */
async function settle({ server, tabs }: World): Promise<void> {
  for (const user of users) await changeRole(server, user, user === 'lea' ? 'lead' : 'annotator');
  for (const { provider } of tabs) {
    provider.ws?.close();
    provider.connect();
  }
  await until(() => tabs.every((tab) => tab.provider.synced), 10_000);
  const isSame = async () => {
    const content = await server.documents.withDocument('picture', contentOf);
    return tabs.every((tab) => contentOf(tab.doc) === content);
  };
  const end = Date.now() + 10_000;
  while (!(await isSame()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function expectSame({ server, tabs }: World): Promise<void> {
  const content = await server.documents.withDocument('picture', contentOf);
  expect(tabs.map(({ provider }) => provider.shouldConnect)).toEqual(tabs.map(() => true));
  expect(tabs.map((tab) => contentOf(tab.doc))).toEqual(tabs.map(() => content));
  const stored = new Y.Doc();
  const { snapshot, updates } = await server.log.load('picture');
  for (const bytes of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(stored, bytes);
  expect(contentOf(stored)).toBe(content);
  expect(instanceFaults(stored)).toEqual([]);
  const rows = await server.db
    .selectFrom('instances')
    .select(['id', 'label_id', 'geometry_hash'])
    .orderBy('id')
    .execute();
  expect(rows).toEqual(
    readInstances(stored)
      .map(({ id, label, geometry }) => ({
        id,
        label_id: label,
        geometry_hash: geometryHash(geometry),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** A release tries a thousand: `npm run test:torture`. */
const RUNS = Number(process.env.MASKROOM_CONVERGENCE_RUNS ?? 12);

test(
  `R3, R4: whatever people do, whoever may, all copies, the log and the read model end up the same (${RUNS} schedules)`,
  async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 60 }), (actions) =>
        playOut(join(folder, `${runs++}.sqlite`), actions),
      ),
      { numRuns: RUNS, endOnFailure: true, examples: failedSchedules.map((actions) => [actions]) },
    );
  },
  60_000 + RUNS * 5_000,
);
