import { createLiveRooms } from '@maskroom/server/monitor/room.ts';
import { createListeners } from '@maskroom/shared/base/listeners';
import type { Alert } from '@maskroom/shared/protocol/alerts';
import type { MonitorChange, MonitoredProject } from '@maskroom/shared/protocol/monitor';
import { expect, test } from 'vitest';
import { quietProject } from '../../support/quietProject.ts';

const figures = (undecided: number): MonitoredProject => ({
  ...quietProject,
  waiting: { ...quietProject.waiting, undecided },
});
const alert = (id: string, endedAt: string | null = null): Alert => ({
  id,
  kind: 'queue-idle',
  value: 12,
  threshold: 10,
  beganAt: '2026-10-05T12:00:00.000Z',
  endedAt,
});

/** A room whose alerts are listed when the test says so, and what is watched of it. */
function setUp() {
  const listing = { resolve: (_: Alert[]) => {}, reject: (_: Error) => {} };
  const listed = new Promise<Alert[]>((resolve, reject) => Object.assign(listing, { resolve, reject }));
  const [alerts, projects] = [
    createListeners<[projectId: string, alert: Alert]>(),
    createListeners<[MonitoredProject]>(),
  ];
  const watching = new Set<string>();
  const watch = (name: string) => {
    watching.add(name);
    return () => void watching.delete(name);
  };
  const rooms = createLiveRooms(
    {
      alerts: {
        list: () => listed,
        onChange(listener) {
          const [end, stop] = [watch('alerts'), alerts.add(listener)];
          return () => {
            end();
            stop();
          };
        },
      },
      load: {
        latest: {
          embeddings: { hits: 0, misses: 0, bytes: 0, mostBytes: 1 },
          engine: null,
          promptsWaiting: 0,
          encoding: 0,
        },
        watch: () => watch('load'),
      },
      monitor: { sessions: () => [], subscribe: () => watch('sessions') },
      outlines: { watch: () => watch('outlines') },
      projects: {
        async watch(_, listener) {
          projects.add(listener);
          return { latest: figures(1), end: watch('project') };
        },
      },
    },
    () => 0,
  );
  const changes: MonitorChange[] = [];
  const entering = rooms.enter('p', (change) => changes.push(change));
  return { alerts, changes, entering, listing, projects, watching };
}

test('L1: what changes while a lead comes in is in the state, and told once', async () => {
  const { alerts, changes, entering, listing, projects, watching } = setUp();
  await Promise.resolve();
  projects.tell(figures(2));
  alerts.tell('p', alert('old', '2026-10-05T12:20:00.000Z'));
  alerts.tell('another', alert('elsewhere'));
  alerts.tell('p', alert('new'));
  listing.resolve([alert('old'), alert('older')]);
  const { end, state } = await entering;
  expect(state.project).toEqual(figures(2));
  expect(state.alerts.map(({ endedAt, id }) => [id, endedAt !== null])).toEqual([
    ['new', false],
    ['old', true],
    ['older', false],
  ]);
  expect(changes).toEqual([]);
  projects.tell(figures(3));
  expect(changes).toEqual([{ kind: 'project', projectId: 'p', project: figures(3) }]);
  end();
  expect(watching.size).toBe(0);
});

test('L1: nothing is watched for a lead who could not come in', async () => {
  const { entering, listing, watching } = setUp();
  listing.reject(new Error('the disk is gone'));
  await expect(entering).rejects.toThrow('the disk is gone');
  expect(watching.size).toBe(0);
});
