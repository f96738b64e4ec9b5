import { lastDecidedAt } from '@maskroom/server/store/alertStore.ts';
import type { Database } from '@maskroom/server/store/database.ts';
import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { countDone, countTakenBack, listDone, listReasons } from '@maskroom/server/store/doneStore.ts';
import { doneInProject } from '@maskroom/server/store/migrations/doneInProject.ts';
import { merged } from '@maskroom/server/store/migrations/merged.ts';
import { expect, test } from 'vitest';
import { createJobPeople, square } from '../../support/jobPeople.ts';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { queryPlans } from '../../support/queryPlan.ts';
import { instanceRow } from '../../support/storedInstance.ts';

const range = { projectId: 'p', from: 0, to: 3_600_000 };

test('figures of a project read its own entries of the history alone', async () => {
  const { db } = await createProjectFixture();
  const reads: ((db: Database) => Promise<unknown>)[] = [
    (db) => countDone(db, 'p', 0),
    (db) => listReasons(db, 'p', 0),
    (db) => listDone(db, range),
    (db) => countTakenBack(db, range),
    (db) => lastDecidedAt(db, 'p'),
  ];
  for (const read of reads)
    for (const [first] of await queryPlans(db, read))
      expect(first.detail).toMatch(/ h USING .*INDEX instance_history_done \(project_id=\? AND kind=\?/);
});

/** Somebody's object, in the history as the document writes it. */
async function withObject() {
  const people = await createJobPeople(1);
  const { ann, db, imageIds } = people;
  const put = [instanceRow(imageIds[0], square, { id: 'a', label_id: 'l', created_by: ann.id })];
  await createDocumentLogStore(db).append(imageIds[0], [
    { userId: ann.id, at: 5, bytes: Uint8Array.of(0), claims: [], instances: { put, removed: [] } },
  ]);
  return people;
}

test('what is written has its project, and what was written before there was a column for it gets it', async () => {
  const { ann, db } = await withObject();
  expect(await countDone(db, 'p', 0)).toMatchObject({ added: 1 });
  expect(await countDone(db, 'another', 0)).toMatchObject({ added: 0 });
  await db.schema.dropIndex('instance_history_done').execute();
  await db.schema.alterTable('instance_history').dropColumn('project_id').execute();
  await db.schema.createIndex('instance_history_kind').on('instance_history').column('kind').execute();
  await doneInProject.up(db);
  expect(await listDone(db, range)).toMatchObject([{ kind: 'added', authorId: ann.id, count: 1 }]);
});

test('F3: objects of a merge before there was a figure of agreement are nobody’s drawing, and keep none', async () => {
  const { db, imageIds, lee } = await withObject();
  const [image_id] = imageIds;
  const instances = JSON.stringify([{ id: 'a', label: 'l', geometryHash: 'h', attributes: '{}' }]);
  const merge = { id: 'm', image_id, at: 1, merged_by: lee.id, undone_at: 2, instances };
  await db.insertInto('merges').values(merge).execute();
  await db.insertInto('agreements').values({ image_id, instance_id: 'later', agreement: 0.5 }).execute();
  await merged.up(db);
  expect(await countDone(db, 'p', 0)).toMatchObject({ added: 0 });
  expect(await db.selectFrom('agreements').select(['instance_id', 'agreement']).execute()).toEqual([
    { instance_id: 'a', agreement: null },
    { instance_id: 'later', agreement: 0.5 },
  ]);
});
