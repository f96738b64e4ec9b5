import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@maskroom/server/store/database.ts';
import { imageListSchema } from '@maskroom/shared/protocol/http';
import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import { projectQualitySchema } from '@maskroom/shared/protocol/quality';
import { expect, test } from 'vitest';
import { square } from '../support/jobPeople.ts';
import { discPicture } from '../support/pictures.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { storeInstance } from '../support/storedInstance.ts';
import { addMember, createProject } from '../support/team.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const dyingSubmission = fileURLToPath(new URL('../support/dyingSubmission.ts', import.meta.url));

test('Q32: a server that died between a submission and its comparison makes it when it comes back, once', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'maskroom.sqlite');
  const stored = async <T>(read: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(file);
    return read(db).finally(() => db.destroy());
  };
  const scores = () => stored((db) => db.selectFrom('honeypot_scores').selectAll().execute());
  const disc = (width: number) => discPicture({ width, height: 48, cx: 30, cy: 20, radius: 10 });

  await using first = await spawnServer(folder);
  const pictures = { 'a.jpg': await disc(64), 'b.jpg': await disc(65), 'c.jpg': await disc(66) };
  const { admin, images, project } = await createProject(first.url, ['thing'], pictures);
  const ann = await addMember(admin, first.url, project.id, 'Ann', 'annotator');
  const accepted = { label_id: project.labels[0].id, created_by: ann.id, decision: 'accepted' } as const;
  await stored((db) => storeInstance(db, images[0].id, square, { id: 'truth', ...accepted }));
  await admin.call('PUT', `/images/${images[0].id}/truth`);
  const wanted = { size: 10, assigneeIds: [ann.id], truthEvery: 2 };
  await admin.send('POST', `/projects/${project.id}/jobs/distribute`, jobListSchema, wanted);
  const hers = await ann.api.send('GET', `/projects/${project.id}/images`, imageListSchema);
  const twin = hers.images.find(({ id }) => !images.some((shared) => shared.id === id));
  await first.stop();

  const args = ['--import', 'tsx', dyingSubmission, file, twin?.id ?? '', ann.id];
  expect(await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')).toEqual([null, 'SIGKILL']);
  expect(await scores()).toEqual([]);
  const submitted = await stored((db) => db.selectFrom('submissions').select('user_id').execute());
  expect(submitted).toEqual([{ user_id: ann.id }]);

  await using back = await spawnServer(folder, first.port);
  await expect.poll(scores).toMatchObject([{ user_id: ann.id, missed: 1 }]);
  const quality = await admin.send('GET', `/projects/${project.id}/quality`, projectQualitySchema);
  expect(quality.honeypots).toMatchObject([{ userId: ann.id, images: 1, missed: 1 }]);
  expect(await back.stop()).toBe(0);
});
