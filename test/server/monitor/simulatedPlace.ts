import { join } from 'node:path';
import { createAccounts } from '@maskroom/server/account/accounts.ts';
import { measureWork } from '@maskroom/server/app/measureWork.ts';
import { createImages } from '@maskroom/server/image/images.ts';
import { ActivityMeter } from '@maskroom/server/monitor/activity.ts';
import { createMonitor } from '@maskroom/server/monitor/monitor.ts';
import { createReview } from '@maskroom/server/review/review.ts';
import { addActivity } from '@maskroom/server/store/figureStore.ts';
import { onTestFinished } from 'vitest';
import { documentImage, startDocumentServer } from '../../support/documentServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

interface Simulated {
  /** Milliseconds since 1970. */
  readonly beginsAt: number;
  /** Whose names begin with "reviewer" review, the others draw. */
  readonly people: readonly string[];
  readonly pictures: number;
}

export const visitor = (userId: string) => {
  const role = userId.startsWith('reviewer') ? ('reviewer' as const) : ('annotator' as const);
  return { userId, userName: userId, projectId: 'p', role };
};

/** The server's own parts on a database file, with a clock that the test turns. */
export async function openPlace({ beginsAt, people, pictures }: Simulated) {
  const clock = { now: beginsAt };
  const now = () => clock.now;
  const file = join(temporaryFolder(), 'maskroom.sqlite');
  const server = await startDocumentServer({
    file,
    now,
    pictures,
    imageOf: async (id) => ({ ...documentImage, id }),
    roleOf: async ({ userId }) => visitor(userId).role,
    isIn: async () => true,
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { db, documents } = server;
  for (const id of people) {
    const row = { id, name: id, email: `${id}@x.org`, password_hash: null, is_admin: 0, created_at: 1 };
    await db
      .insertInto('users')
      .values({ ...row, disabled_at: null })
      .execute();
    const { role } = visitor(id);
    await db.insertInto('members').values({ project_id: 'p', user_id: id, role }).execute();
  }
  const activity = new ActivityMeter((rows) => addActivity(db, rows));
  const monitor = createMonitor(activity, now);
  onTestFinished(() => monitor.close());
  const images = createImages(db, temporaryFolder(), { maxMegapixels: 2 });
  const review = createReview({ accounts: createAccounts(db, { now }), db, documents, images });
  measureWork({ activity, documents, monitor, review, now, desks: [], projects: { changed: () => {} } });
  return { activity, clock, db, documents, monitor, now, review, url: server.url };
}
