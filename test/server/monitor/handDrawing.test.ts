import { measureWork } from '@maskroom/server/app/measureWork.ts';
import { ActivityMeter } from '@maskroom/server/monitor/activity.ts';
import { createMonitor } from '@maskroom/server/monitor/monitor.ts';
import { expect, onTestFinished, test } from 'vitest';
import { openTab } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';

test('F2: who draws by hand for a minute is active all of it, and whoever only has the picture open is not', async () => {
  const clock = { now: 0 };
  const now = () => clock.now;
  await using server = await startDocumentServer({ now });
  let activeMs = 0;
  const activity = new ActivityMeter(async (rows) => {
    for (const row of rows) activeMs += row.activeMs;
  });
  onTestFinished(() => activity.close());
  const monitor = createMonitor(activity, now);
  onTestFinished(() => monitor.close());
  const review = { decide: () => Promise.reject(new Error('nobody decides')), onDecided: () => undefined };
  const projects = { changed: () => undefined };
  measureWork({ activity, desks: [], documents: server.documents, monitor, projects, review, now });
  let told = 0;
  server.documents.onPresence(() => void told++);
  using tab = openTab(server.url, 'ann', { imageId: 'picture' });
  await tab.synced();
  const visitor = { userId: 'ann', userName: 'Ann', projectId: 'p', role: 'annotator' } as const;
  monitor.sessionOpened(visitor, { imageId: 'picture', imageName: 'a.jpg' });
  const tell = async (cursor: [number, number]) => {
    const before = told;
    tab.provider.awareness.setLocalState({
      user: { id: 'ann', name: 'Ann', color: 1 },
      cursor,
      tool: 'polygon',
      labelId: null,
      selected: [],
    });
    await expect.poll(() => told).toBe(before + 1);
  };
  for (let second = 0; second <= 80; second += 2) {
    clock.now = second * 1_000;
    await tell([10 + second, 20]);
  }
  expect(monitor.sessions('p')[0].lastActiveAt).toBe(80_000);
  // Kept alive, with a mouse that rests.
  for (let second = 95; second <= 200; second += 15) {
    clock.now = second * 1_000;
    await tell([90, 20]);
  }
  await activity.flush();
  expect(monitor.sessions('p')[0].lastActiveAt).toBe(80_000);
  expect(activeMs).toBe(70_000);
});
