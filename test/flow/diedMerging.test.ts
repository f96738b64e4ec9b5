import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@maskroom/server/store/database.ts';
import { imageListSchema } from '@maskroom/shared/protocol/http';
import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import { consensusSchema, mergedSchema } from '@maskroom/shared/protocol/quality';
import { expect, test } from 'vitest';
import { square } from '../support/jobPeople.ts';
import { discPicture } from '../support/pictures.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { storeInstance } from '../support/storedInstance.ts';
import { addMember, createProject } from '../support/team.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const dyingMerge = fileURLToPath(new URL('../support/dyingMerge.ts', import.meta.url));

test('Q27: a merge that a dying server left without its objects is taken back at the next start', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'maskroom.sqlite');
  const stored = async <T>(use: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(file);
    return use(db).finally(() => db.destroy());
  };
  const merges = () => stored((db) => db.selectFrom('merges').select('undone_at').execute());

  await using first = await spawnServer(folder);
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  const { admin, images, project } = await createProject(first.url, ['thing'], { 'a.jpg': picture });
  const [{ id: imageId }] = images;
  const people = [];
  for (const name of ['Ann', 'Ben'])
    people.push(await addMember(admin, first.url, project.id, name, 'annotator'));
  const wanted = { imageIds: [imageId], people: 2 };
  await admin.send('POST', `/projects/${project.id}/consensus`, jobListSchema, wanted);
  const listOf = async (api: typeof admin) =>
    (await api.send('GET', `/projects/${project.id}/images`, imageListSchema)).images;
  for (const { api, id } of people) {
    const [layer] = await listOf(api);
    const own = { id: `of-${id}`, label_id: project.labels[0].id, created_by: id };
    await stored((db) => storeInstance(db, layer.id, square, own));
    await api.call('PUT', `/images/${layer.id}/submission`);
  }
  const [ann] = people;
  const [before] = await listOf(ann.api);
  await first.stop();

  const args = ['--import', 'tsx', dyingMerge, file, imageId, ann.id];
  expect(await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')).toEqual([null, 'SIGKILL']);
  expect(await merges()).toEqual([{ undone_at: null }]);

  await using back = await spawnServer(folder, first.port);
  expect(await merges()).toEqual([]);
  expect(await listOf(ann.api)).toEqual([before]);
  const consensus = `/images/${imageId}/consensus`;
  expect(await admin.send('GET', consensus, consensusSchema)).toMatchObject({ merge: null });
  const { added } = await admin.send('POST', `${consensus}/merge`, mergedSchema, { least: 2 });
  expect(added).toHaveLength(1);
  expect(await back.stop()).toBe(0);
  // What is whole stays.
  await using again = await spawnServer(folder, first.port);
  expect(await admin.send('GET', consensus, consensusSchema)).toMatchObject({ merge: { instances: 1 } });
  expect(await again.stop()).toBe(0);
}, 120_000);
