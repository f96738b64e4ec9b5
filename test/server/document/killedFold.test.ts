import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { databaseFaults } from '@maskroom/server/store/integrity.ts';
import { deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import { openTab, square, type Tab } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';
import { spawnUrl } from '../../support/spawnUrl.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { until } from '../../support/until.ts';

/** What a database file holds of the document, row by row. */
async function rowsOf(file: string) {
  const db = await openDatabase(file);
  const rows = {
    faults: await databaseFaults(db),
    snapshots: await db.selectFrom('document_snapshots').select(['upto_seq', 'epoch']).execute(),
    entries: (await db.selectFrom('document_updates').select('seq').execute()).length,
    spent: (await db.selectFrom('document_clients').select('spent').where('spent', '=', 1).execute()).length,
    instances: (await db.selectFrom('instances').select('id').orderBy('id').execute()).map(({ id }) => id),
  };
  await db.destroy();
  return rows;
}

/** Lets somebody work on a server until it dies before the nth statement of what they bring about. */
async function workUntilItDies(file: string, nth: number, work: (ann: Tab) => Promise<void>): Promise<void> {
  const entry = new URL('../../support/dyingDocumentServer.ts', import.meta.url);
  const { child, url } = await spawnUrl(entry, [file, String(nth)]);
  const death = once(child, 'exit');
  {
    using ann = openTab(url, 'ann');
    await ann.synced();
    await work(ann);
  }
  expect(await death).toEqual([null, 'SIGKILL']);
}

const EDITS = 12;
async function reshape(ann: Tab): Promise<void> {
  ann.add('a');
  for (let i = 1; i < EDITS; i++) setGeometry(ann.doc, 'a', square(i, i), ann.origin);
  await until(() => ann.updates() === EDITS);
}

test.each([1, 2])(
  'D33, R1: a kill before statement %i of folding leaves the log as it was, and a fresh process folds it',
  async (nth) => {
    const file = join(temporaryFolder(), 'maskroom.sqlite');
    await workUntilItDies(file, nth, reshape);
    const whole = { faults: [], snapshots: [], entries: EDITS, spent: 0, instances: ['a'] };
    expect(await rowsOf(file)).toEqual(whole);
    {
      await using server = await startDocumentServer({ file, limits: { compactEntries: 5 } });
      using ben = openTab(server.url, 'ben');
      await ben.synced();
      expect(ben.ids()).toEqual(['a']);
      expect(ben.field('a', 'geometry')).toEqual(square(EDITS - 1, EDITS - 1));
    }
    expect(await rowsOf(file)).toMatchObject({ snapshots: [{ upto_seq: EDITS, epoch: 0 }], entries: 0 });
  },
);

/** Deleted often enough for the document to be made anew under whoever does it. */
const LITTER = ['b', 'c', 'd', 'e'];
async function litter(ann: Tab): Promise<void> {
  ann.add('a');
  for (const id of LITTER) ann.add(id);
  for (const id of LITTER) deleteInstance(ann.doc, id, ann.origin);
  await until(() => !ann.provider.wsconnected);
}

test.each([1, 2, 3])(
  'D61, R1: a kill before statement %i of making a document anew leaves the old one, and a fresh process makes it',
  async (nth) => {
    const file = join(temporaryFolder(), 'maskroom.sqlite');
    await workUntilItDies(file, nth, litter);
    const whole = { faults: [], snapshots: [], entries: 1 + 2 * LITTER.length, spent: 0, instances: ['a'] };
    expect(await rowsOf(file)).toEqual(whole);
    {
      await using server = await startDocumentServer({ file, limits: { renewDeleted: 2 } });
      using ben = openTab(server.url, 'ben');
      await ben.synced();
      expect(ben.ids()).toEqual(['a']);
    }
    const after = { snapshots: [{ epoch: 1 }], entries: 0, spent: 1, instances: ['a'] };
    expect(await rowsOf(file)).toMatchObject(after);
  },
);
