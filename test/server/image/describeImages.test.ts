import { describeImages } from '@maskroom/server/image/describeImages.ts';
import { insertTag } from '@maskroom/server/store/tagStore.ts';
import { insertTwins, picturesAmong } from '@maskroom/server/store/twinStore.ts';
import { expect, test } from 'vitest';
import { square } from '../../support/jobPeople.ts';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { storeInstance } from '../../support/storedInstance.ts';
import { storePicture } from '../../support/storedPicture.ts';

test('all pictures of a large project are listed once and in order, with turns for others between', async () => {
  const { actor, db } = await createProjectFixture();
  const by = actor.userId;
  const ids = Array.from({ length: 1_234 }, (_, i) => `picture ${i}`);
  await db.transaction().execute(async (trx) => {
    for (const [position, id] of ids.entries()) await storePicture(trx, id, position, by);
  });
  const drawn = [ids[0], ids[499], ids[500], ids[1_233]];
  for (const id of drawn) {
    await storeInstance(db, id, square, { id: `on ${id}`, label_id: 'l', created_by: by });
    await insertTag(db, { image_id: id, tag: 'night', tag_key: 'night', user_id: by, at: 1 });
  }

  let turns = 0;
  const turn = (): void => {
    turns++;
    handle = setImmediate(turn);
  };
  let handle = setImmediate(turn);
  const listed = await describeImages(db, 'p');
  clearImmediate(handle);
  expect(turns).toBeGreaterThan(1);
  expect(listed.map(({ id }) => id)).toEqual(ids);
  const marked = listed.filter(({ counts, tags }) => counts.instances === 1 && tags.includes('night'));
  expect(marked.map(({ id }) => id)).toEqual(drawn);

  // Layers stand in the places of their pictures, the first and the last of a piece too.
  const originals = await picturesAmong(db, 'p', [ids[499], ids[500]]);
  const twins = await insertTwins(db, originals, { at: 1, by, kind: 'consensus', userId: by });
  const seen = await describeImages(db, 'p', by);
  expect(seen.map(({ id }) => id)).toEqual(ids.map((id, i) => ({ 499: twins[0], 500: twins[1] })[i] ?? id));
  expect(await describeImages(db, 'p')).toEqual(listed);
});
