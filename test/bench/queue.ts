import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@maskroom/server/store/database.ts';
import { putInstances, queuedInstances } from '@maskroom/server/store/instanceStore.ts';
import { type QueueFilter, readQueue } from '@maskroom/server/store/queueStore.ts';
import { type QueueOrder, queueOrders } from '@maskroom/shared/protocol/queue';
import { instanceRow } from '../support/storedInstance.ts';
import { storePicture } from '../support/storedPicture.ts';
import { putProject, shape } from './benchProject.ts';
import { printTable } from './table.ts';
import { timed } from './timed.ts';

const PICTURES = 1_000;
const WAITING = 100_000;
const LIMIT = 200;
const ROUNDS = 9;
const labels = Array.from({ length: 20 }, (_, i) => `label ${i}`);
const rare = 'rare';

/** 0..1, evenly. */
const spread = (i: number, step: number): number => (i * step) % 1;

/** Every second object waits; of those a quarter is by hand, a tenth was merged, one in 2,000 is of somebody who did little. */
async function fill(db: Database): Promise<void> {
  await putProject(db, labels);
  await db.transaction().execute(async (trx) => {
    for (let position = 0; position < PICTURES; position++)
      await storePicture(trx, pictureId(position), position);
    for (let i = 0; i < WAITING; i++) {
      await putObject(trx, i, 'none');
      await putObject(trx, i, 'accepted');
    }
  });
}

const pictureId = (position: number): string => `picture ${position}`;

async function putObject(db: Database, i: number, decision: 'none' | 'accepted'): Promise<void> {
  const [picture, id] = [pictureId(Math.floor(spread(i, 0.618) * PICTURES)), crypto.randomUUID()];
  if (i % 10 === 0) {
    const agreement = { image_id: picture, instance_id: id, agreement: spread(i, 0.414) };
    await db.insertInto('agreements').values(agreement).execute();
  }
  const isByHand = i % 4 === 1;
  const own = {
    label_id: labels[Math.floor(spread(i, 0.271) * labels.length)],
    created_by: i % 2_000 === 0 ? rare : `person ${i % 7}`,
    predicted_iou: isByHand ? null : spread(i, 0.754),
    stability_score: isByHand ? null : spread(i, 0.569),
  };
  await putInstances(db, [instanceRow(picture, shape, { id, decision, ...own })]);
}

/** All that waits is put in order for the one page. */
function sortedPage(db: Database, order: QueueOrder, { createdBy, labelId }: QueueFilter) {
  let rows = queuedInstances(db).where('p.project_id', '=', 'p').where('i.decision', '=', 'none');
  if (labelId !== undefined) rows = rows.where('i.label_id', '=', labelId);
  if (createdBy !== undefined) rows = rows.where('i.created_by', '=', createdBy);
  if (order === 'label') rows = rows.orderBy('l.position').orderBy('i.label_id');
  if (order === 'stabilityScore') rows = rows.orderBy('i.stability_score', (by) => by.asc().nullsLast());
  if (order === 'disagreement') rows = rows.orderBy('i.agreement', (by) => by.asc().nullsLast());
  if (order !== 'age')
    rows = rows.orderBy('i.predicted_iou', (by) => by.asc().nullsLast()).orderBy('p.position');
  return rows.orderBy('i.id').limit(LIMIT).execute();
}

const filters: Readonly<Record<string, QueueFilter>> = {
  all: {},
  'one label': { labelId: labels[3] },
  'one person': { createdBy: 'person 3' },
  'one who did little': { createdBy: rare },
};

/** A page of each order among 100,000 objects that wait: all put in order each time, and along the index, by turns. */
export async function benchQueue(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maskroom-bench-'));
  const db = await openDatabase(join(folder, 'queue.sqlite'));
  await fill(db);
  for (const [whose, filter] of Object.entries(filters)) {
    const samples = new Map<string, number[]>();
    const note = (what: string, value: number) => samples.set(what, [...(samples.get(what) ?? []), value]);
    for (let round = 0; round < ROUNDS; round++)
      for (const order of queueOrders) {
        const asked = { ...filter, order, limit: LIMIT };
        note(`${order}: sorted`, (await timed(() => sortedPage(db, order, filter))).taken);
        const first = await readQueue(db, 'p', asked);
        const along = await timed(() => readQueue(db, 'p', asked));
        note(`${order}: first page`, along.taken);
        note(`${order}: others wait`, along.held);
        const next = await timed(() => readQueue(db, 'p', { ...asked, after: first.next ?? undefined }));
        note(`${order}: second page`, next.taken);
      }
    printTable(
      `A page of ${LIMIT} among ${WAITING} that wait, ${whose}`,
      [...samples].map(([name, values]) => ({ name, values })),
    );
  }
  await db.destroy();
  rmSync(folder, { recursive: true });
}
