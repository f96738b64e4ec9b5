import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createImages } from '@maskroom/server/image/images.ts';
import { type Database, openDatabase } from '@maskroom/server/store/database.ts';
import { putInstances } from '@maskroom/server/store/instanceStore.ts';
import { putSubmission } from '@maskroom/server/store/submissionStore.ts';
import { imageListSchema } from '@maskroom/shared/protocol/http';
import { instanceRow } from '../support/storedInstance.ts';
import { storePicture } from '../support/storedPicture.ts';
import { putProject, shape } from './benchProject.ts';
import { printTable } from './table.ts';
import { timed } from './timed.ts';

const PICTURES = [1_000, 10_000];
const OBJECTS_EACH = 10;
const ROUNDS = 9;

/** Every picture with ten objects, every second submitted. */
async function fill(db: Database, pictures: number): Promise<void> {
  await putProject(db, ['l']);
  await db.transaction().execute(async (trx) => {
    for (let position = 0; position < pictures; position++) {
      const id = crypto.randomUUID();
      await storePicture(trx, id, position);
      const objects = Array.from({ length: OBJECTS_EACH }, (_, i) =>
        instanceRow(id, shape, {
          id: crypto.randomUUID(),
          label_id: 'l',
          created_by: 'u',
          decision: i % 2 === 0 ? 'none' : 'accepted',
        }),
      );
      await putInstances(trx, objects);
      if (position % 2 === 0) await putSubmission(trx, { at: 1, imageId: id, userId: 'u' });
    }
  });
}

/** What the page of a project asks for as the project's work goes on: all its pictures, with their states and counts. */
export async function benchPictures(): Promise<void> {
  const samples = new Map<string, number[]>();
  const note = (what: string, value: number) => samples.set(what, [...(samples.get(what) ?? []), value]);
  const folder = mkdtempSync(join(tmpdir(), 'maskroom-bench-'));
  const places = await Promise.all(
    PICTURES.map(async (count) => {
      const db = await openDatabase(join(folder, `${count}.sqlite`));
      await fill(db, count);
      return { count, db, images: createImages(db, folder, { maxMegapixels: 1 }) };
    }),
  );
  for (let round = 0; round < ROUNDS; round++)
    for (const { count, images } of places) {
      let answer = '';
      const list = await timed(async () => {
        answer = JSON.stringify({ images: await images.list('p') });
      });
      note(`${count}: list`, list.taken);
      note(`${count}: others wait`, list.held);
      const read = await timed(async () => imageListSchema.parse(JSON.parse(answer)));
      note(`${count}: read by the page`, read.taken);
      if (round === 0) note(`${count}: kB`, answer.length / 1_000);
    }
  printTable(
    'All pictures of a project',
    [...samples].map(([name, values]) => ({ name, values, ...(name.endsWith('kB') && { unit: 'kB' }) })),
  );
  for (const { db } of places) await db.destroy();
  rmSync(folder, { recursive: true });
}
