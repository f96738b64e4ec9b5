import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@maskroom/server/store/database.ts';
import { databaseHealth } from '@maskroom/server/store/health.ts';
import { expect, onTestFinished, test } from 'vitest';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'maskroom-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

const user = (id: string) => ({
  id,
  email: `${id}@example.org`,
  name: id,
  password_hash: null,
  is_admin: 0,
  created_at: 1,
  disabled_at: null,
});

test('a database is made once, keeps what it has over a reopening, and syncs each commit', async () => {
  const file = join(folder(), 'deep', 'maskroom.sqlite');
  const first = await openDatabase(file);
  await first.insertInto('users').values(user('ann')).execute();
  await first.destroy();

  const second = await openDatabase(file);
  expect(await second.selectFrom('users').select('email').execute()).toEqual([{ email: 'ann@example.org' }]);
  expect(await databaseHealth(second)).toEqual({ journalMode: 'wal', synchronous: 2, foreignKeys: true });
  await second.destroy();
});

test('bytes come back as they went in, and a failed transaction leaves nothing', async () => {
  const db = await openDatabase(':memory:');
  await db.insertInto('users').values(user('ann')).execute();
  await db.insertInto('projects').values({ id: 'p', name: 'P', created_at: 1, created_by: 'ann' }).execute();
  await db
    .insertInto('images')
    .values({
      id: 'i',
      project_id: 'p',
      file_name: 'a.png',
      sha256: 'x',
      width: 1,
      height: 1,
      format: 'png',
      bytes: 1,
      position: 0,
      created_at: 1,
      created_by: 'ann',
    })
    .execute();
  const bytes = Uint8Array.of(0, 255, 7);
  const update = { image_id: 'i', user_id: 'ann', at: 1, bytes };
  await db.insertInto('document_updates').values(update).execute();
  const failing = db.transaction().execute(async (trx) => {
    await trx.insertInto('document_updates').values(update).execute();
    await trx
      .insertInto('document_updates')
      .values({ ...update, image_id: randomUUID() })
      .execute();
  });
  await expect(failing).rejects.toThrow(/FOREIGN KEY/);
  const rows = await db.selectFrom('document_updates').select(['seq', 'bytes']).execute();
  expect(rows).toHaveLength(1);
  expect(new Uint8Array(rows[0].bytes)).toEqual(bytes);
  await db.destroy();
});
