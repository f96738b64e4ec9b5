import { OutlineDesk } from '@maskroom/server/monitor/outlines/OutlineDesk.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('L6: a picture that could not be read is read when something happens to it', async () => {
  const told: string[] = [];
  const failed: unknown[] = [];
  let readings = 0;
  const desk = new OutlineDesk({
    async read() {
      if (++readings === 1) throw new Error('busy');
      return { width: 640, height: 480, ids: [], newest: [] };
    },
    onPicture: (_, { imageId }) => told.push(imageId),
    onChanges: () => {},
    onFailed: (_, cause) => failed.push(cause),
  });
  desk.open('picture', 'p');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([readings, failed.length, told.length]).toEqual([1, 1, 0]);
  desk.note('picture', { put: [], removed: ['gone'] });
  desk.note('picture', { put: [], removed: ['gone too'] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([readings, failed.length]).toEqual([2, 1]);
  expect(told).toEqual(['picture']);
  desk.close();
});
