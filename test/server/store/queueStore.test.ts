import type { Database } from '@maskroom/server/store/database.ts';
import { putInstances } from '@maskroom/server/store/instanceStore.ts';
import type { InstanceRow } from '@maskroom/server/store/instanceTables.ts';
import {
  listWaitingFor,
  type QueueCursor,
  type QueueFilter,
  readQueue,
} from '@maskroom/server/store/queueStore.ts';
import { type QueueOrder, queueOrders } from '@maskroom/shared/protocol/queue';
import { expect, test } from 'vitest';
import { square } from '../../support/jobPeople.ts';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { instanceRow } from '../../support/storedInstance.ts';

/** In the order of the project, which is not that of their ids; one is no label of it any more. */
const [labels, gone] = [['z', 'a', 'm'], 'gone'];
const pictures = ['q', 'b', 'k'];
/** More than are put in order each time, of a label and of a person. */
const COUNT = 6_000;

type Stored = InstanceRow & { readonly agreement: number | null };

/** Scores that are often equal and often missing, on pictures in turns. */
function storedAs(i: number): Stored {
  const level = (step: number, levels: number) =>
    i % 4 === 0 ? null : Math.floor(((i * step) % 1) * levels) / levels;
  const scores = { predicted_iou: level(0.618, 5), stability_score: level(0.414, 7) };
  const label_id = i % 50 === 7 ? gone : labels[i % 7 === 0 ? 1 : (i % 2) * 2];
  const created_by = i % 60 === 11 ? 'rare' : `person ${Number(i % 5 < 2)}`;
  const row = instanceRow(pictures[i % 3], square, { id: `i${i}`, label_id, created_by, ...scores });
  return { ...row, agreement: i % 5 === 0 ? level(0.271, 4) : null };
}

async function fill(db: Database, userId: string): Promise<readonly Stored[]> {
  const picture = {
    project_id: 'p',
    file_name: 'a',
    width: 9,
    height: 9,
    format: 'png',
    bytes: 1,
    created_at: 1,
  };
  for (const [position, id] of pictures.entries())
    await db
      .insertInto('images')
      .values({ ...picture, id, sha256: id, position, created_by: userId })
      .execute();
  for (const [position, id] of labels.entries())
    await db
      .insertInto('labels')
      .values({ id, project_id: 'p', name: id, color: '#112233', position, attributes: '[]' })
      .execute();
  const stored = Array.from({ length: COUNT }, (_, i) => storedAs(i));
  await db.transaction().execute(async (trx) => {
    for (const { agreement, ...row } of stored) {
      const about = { image_id: row.image_id, instance_id: row.id };
      if (agreement !== null)
        await trx
          .insertInto('agreements')
          .values({ ...about, agreement })
          .execute();
      await putInstances(trx, [row]);
    }
  });
  return stored;
}

const last = (value: number | null): number => value ?? 2;
const ranks: Record<QueueOrder, (row: Stored) => readonly number[]> = {
  predictedIou: (row) => [last(row.predicted_iou), pictures.indexOf(row.image_id)],
  stabilityScore: (row) => [last(row.stability_score), pictures.indexOf(row.image_id)],
  disagreement: (row) => [last(row.agreement), pictures.indexOf(row.image_id)],
  age: () => [],
  label: (row) => [labels.indexOf(row.label_id), ...ranks.predictedIou(row)],
};

/** Put in order the plain way; what is equal stays as it was stored. */
const sorted = (stored: readonly Stored[], order: QueueOrder): string[] =>
  stored
    .map((row) => ({ id: row.id, rank: ranks[order](row) }))
    .sort((a, b) => a.rank.map((value, i) => value - b.rank[i]).find((less) => less !== 0) ?? 0)
    .map(({ id }) => id);

const filters: readonly (QueueFilter & { readonly exceptBy?: string })[] = [
  {},
  { labelId: 'z' },
  { labelId: gone },
  { createdBy: 'person 0' },
  { createdBy: 'rare' },
  { createdBy: 'person 0', labelId: 'm' },
  { createdBy: 'rare', labelId: 'm' },
  { exceptBy: 'person 0' },
  { exceptBy: 'rare', labelId: 'z' },
  { exceptBy: 'rare', createdBy: 'rare' },
];

test('every order of every part of a queue, page by page, is what sorting all of it gives', async () => {
  const { actor, db } = await createProjectFixture();
  const stored = await fill(db, actor.userId);
  for (const filter of filters)
    for (const order of queueOrders) {
      const { createdBy, exceptBy, labelId } = filter;
      const meant = stored.filter(
        (row) =>
          (createdBy ?? row.created_by) === row.created_by &&
          (labelId ?? row.label_id) === row.label_id &&
          exceptBy !== row.created_by,
      );
      const found: string[] = [];
      let after: QueueCursor | undefined;
      do {
        const page = await readQueue(db, 'p', { ...filter, order, limit: 700, after });
        expect(page.total).toBe(meant.length);
        found.push(...page.items.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after);
      expect(found, JSON.stringify({ filter, order })).toEqual(sorted(meant, order));
    }
});

test('a page goes on behind an object that has left the queue meanwhile, also with the last of its label', async () => {
  const { actor, db } = await createProjectFixture();
  const stored = await fill(db, actor.userId);
  const few = { order: 'label', limit: stored.filter((row) => row.label_id === gone).length } as const;
  const first = await readQueue(db, 'p', few);
  expect(new Set(first.items.map((row) => row.label_id))).toEqual(new Set([gone]));
  const decided = stored
    .filter((row) => row.label_id === gone)
    .map((row) => ({ ...row, decision: 'accepted' as const }));
  await putInstances(
    db,
    decided.map(({ agreement: _, ...row }) => row),
  );
  const next = await readQueue(db, 'p', { ...few, after: first.next ?? undefined });
  expect(next.items.map(({ id }) => id)).toEqual(sorted(stored, 'label').slice(few.limit, 2 * few.limit));
  expect(next.total).toBe(COUNT - few.limit);
});

test('what is decided, on a layer of one person or of another project waits in no queue', async () => {
  const { actor, db } = await createProjectFixture();
  await fill(db, actor.userId);
  const layer = { twin_of: 'q', twin_for: actor.userId, twin_kind: 'consensus' } as const;
  const picture = await db.selectFrom('images').selectAll().where('id', '=', 'q').executeTakeFirstOrThrow();
  await db
    .insertInto('images')
    .values({ ...picture, ...layer, id: 'layer', sha256: 'layer' })
    .execute();
  await putInstances(db, [
    instanceRow('layer', square, { id: 'private', label_id: 'z', created_by: 'rare' }),
    { ...instanceRow('q', square, { id: 'done', label_id: 'z', created_by: 'rare' }), decision: 'accepted' },
  ]);
  for (const order of queueOrders) {
    const { items, total } = await readQueue(db, 'p', { order, createdBy: 'rare', limit: 1_000 });
    expect([items.length, total, items.filter(({ id }) => id === 'private' || id === 'done')]).toEqual([
      100,
      100,
      [],
    ]);
    expect(await readQueue(db, 'other', { order, limit: 10 })).toEqual({ items: [], total: 0, next: null });
  }
  // Whose work it is, once each, by name; whom nobody knows by name is not named.
  const people = { password_hash: null, is_admin: 0, created_at: 1 } as const;
  for (const [id, name] of [
    ['person 0', 'Zoe'],
    ['rare', 'Automation'],
    ['nobody’s', 'Nothing waits'],
  ] as const)
    await db
      .insertInto('users')
      .values({ ...people, id, name, email: null })
      .execute();
  expect(await listWaitingFor(db, 'p')).toEqual([
    { id: 'rare', name: 'Automation' },
    { id: 'person 0', name: 'Zoe' },
  ]);
  expect(await listWaitingFor(db, 'other')).toEqual([]);
});
