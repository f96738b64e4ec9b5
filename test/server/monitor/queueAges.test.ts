import { readMonitoredProject } from '@maskroom/server/monitor/projectFigures.ts';
import { expect, test } from 'vitest';
import { createJobPeople } from '../../support/jobPeople.ts';

const DAY = 86_400_000;

test('L2: what is submitted, returned, open and late is told with the age of the oldest, until it is done', async () => {
  const { ann, ben, db, draw, giveBack, imageIds, job, lee, outcome, rae, submit } = await createJobPeople(4);
  const [first, second, third, fourth] = imageIds;
  const now = Date.now();
  const waiting = async () => (await readMonitoredProject(db, 'p', Date.now())).waiting;
  expect(await waiting()).toMatchObject({ submittedAt: null, returnedAt: null, openJobs: 0, lateJobs: 0 });

  const due = new Date(now - DAY);
  await job([first], { assigneeId: ann.id, dueAt: due.toISOString() });
  const later = await job([second], { dueAt: new Date(now + DAY).toISOString() });
  await db.updateTable('jobs').set({ created_at: 5 }).where('due_at', '>', now).execute();
  expect(await waiting()).toMatchObject({
    ...{ openJobs: 2, oldestJobAt: 5 },
    ...{ lateJobs: 1, lateSince: due.getTime() },
  });

  await draw(first, 'a', ann);
  await submit(ann, first);
  await draw(third, 'b', ben);
  await submit(ben, third);
  await db.updateTable('submissions').set({ at: 7 }).where('image_id', '=', first).execute();
  expect(await waiting()).toMatchObject({
    ...{ submitted: 2, submittedAt: 7, openJobs: 1 },
    ...{ lateJobs: 0, lateSince: null, returned: 0, returnedAt: null },
  });

  const skipped = await job([fourth], { assigneeId: ben.id });
  const skip = `/projects/p/jobs/${skipped.id}/images/${fourth}/skip`;
  expect(await outcome(ben, 'PUT', skip, { reason: 'Dark' })).not.toBe('not-found');
  await giveBack(rae, first);
  await outcome(lee, 'DELETE', `/projects/p/jobs/${later.id}`);
  const { returnedAt, ...rest } = await waiting();
  // What was skipped or taken away is not open; what was given back is, as the job that it is of.
  expect(rest).toMatchObject({ submitted: 1, returned: 1, openJobs: 1, lateJobs: 1 });
  expect(returnedAt).toBeGreaterThanOrEqual(now);
  await submit(ann, first);
  expect(await waiting()).toMatchObject({ submitted: 2, returned: 0, returnedAt: null, lateJobs: 0 });
});
