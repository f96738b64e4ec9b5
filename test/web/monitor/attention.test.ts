import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { MonitorChange, MonitoredSession, OutlineChange } from '@maskroom/shared/protocol/monitor';
import { expect, test } from 'vitest';
import { concernOf, idleWords } from '../../../web/monitor/attention.ts';
import { changeRoom, openRoom, totalsOf } from '../../../web/monitor/room.ts';
import { quietProject } from '../../support/quietProject.ts';

const nothing = {
  project: quietProject,
  server: {
    embeddings: { hits: 0, misses: 0, bytes: 0, mostBytes: 1 },
    engine: null,
    promptsWaiting: 0,
    encoding: 0,
  },
  alerts: [],
};

const session = (change: Partial<MonitoredSession> = {}): MonitoredSession => ({
  key: 'ana',
  userId: 'ana',
  userName: 'Ana',
  role: 'annotator',
  imageId: 'i',
  imageName: 'a.jpg',
  others: [],
  inQueue: false,
  decidedOn: null,
  isWatching: false,
  tool: 'smart',
  startedAt: 1_000,
  lastActiveAt: 1_000,
  leftAt: null,
  objects: 4,
  objectsPerMinute: 2,
  decisions: 0,
  decisionsPerMinute: 0,
  prompts: 10,
  maskLatencyP50Ms: 30,
  maskLatencyP95Ms: 90,
  acceptRate: 0.8,
  ...change,
});

test('a pause is said in the largest unit that fits', () => {
  const words = [0, 14_999, 15_000, 59_999, 60_000, 3_599_999, 3_600_000, 4_800_000].map(idleWords);
  expect(words).toEqual([
    'working',
    'working',
    'idle 15 s',
    'idle 59 s',
    'idle 1 min',
    'idle 59 min',
    'idle 1 h',
    'idle 1 h 20 min',
  ]);
});

test('a lead is called only for what is out of the ordinary', () => {
  expect(concernOf(session(), 0)).toBeNull();
  expect(concernOf(session({ acceptRate: 0.1 }), 0)).toBeNull();
  expect(concernOf(session({ acceptRate: 0.1, prompts: 30 }), 0)).toBe('Few masks are kept');
  expect(concernOf(session({ maskLatencyP95Ms: 1_500 }), 0)).toBe('Masks come slowly');
  expect(concernOf(session(), 300_000)).toBe('Away for a while');
});

test('the room follows what happens, keeps the order of arrival and measures by the server’s clock', () => {
  let room = openRoom({ ...nothing, projectId: 'p', at: 5_000, sessions: [session()] }, 8_000);
  expect(room.clockAheadMs).toBe(3_000);
  const early = session({
    key: 'ben',
    userId: 'ben',
    startedAt: 500,
    prompts: 30,
    acceptRate: 0.4,
    maskLatencyP50Ms: 50,
  });
  room = changeRoom(room, { kind: 'sessions', projectId: 'p', sessions: [early] }, 9_000);
  room = changeRoom(
    room,
    { kind: 'sessions', projectId: 'p', sessions: [session({ objectsPerMinute: 3 })] },
    10_000,
  );
  expect(room.seats.map((seat) => seat.session.key)).toEqual(['ben', 'ana']);
  expect(room.seats[1].pace).toEqual([
    { at: 5_000, perMinute: 2 },
    { at: 7_000, perMinute: 3 },
  ]);
  const totals = {
    people: 2,
    watching: 0,
    objects: 8,
    objectsPerMinute: 5,
    decisions: 0,
    decisionsPerMinute: 0,
    prompts: 40,
    maskLatencyP50Ms: [30, 50],
    acceptRate: 0.5,
  };
  expect(totalsOf(room)).toEqual(totals);
  const justCame = { session: session({ objectsPerMinute: null }), pace: [] };
  expect(totalsOf({ seats: [justCame] })).toMatchObject({ objects: 4, objectsPerMinute: null });
  // The pace of who drew nothing is none of what was drawn.
  const looksOn = { session: session({ key: 'rob', objects: 0, objectsPerMinute: 0 }), pace: [] };
  expect(totalsOf({ seats: [justCame, looksOn] })).toMatchObject({ objects: 4, objectsPerMinute: null });
  // Another picture, a reviewer without one, somebody who looks on, and somebody who has left: the order stays.
  const [lee, rea] = [
    session({ key: 'lee', userId: 'lee', role: 'lead', startedAt: 2_000, isWatching: true, prompts: 9 }),
    session({
      key: 'rea',
      role: 'reviewer',
      startedAt: 3_000,
      imageId: null,
      imageName: null,
      inQueue: true,
      objects: 0,
      objectsPerMinute: null,
      decisions: 7,
      decisionsPerMinute: 3,
      prompts: 0,
      maskLatencyP50Ms: null,
      acceptRate: null,
    }),
  ];
  const gone = { ...early, imageId: null, imageName: null, leftAt: 9_500 };
  room = changeRoom(room, { kind: 'sessions', projectId: 'p', sessions: [lee, rea, gone] }, 10_500);
  expect(room.seats.map((seat) => seat.session.key)).toEqual(['ben', 'ana', 'lee', 'rea']);
  expect(room.seats[3].pace).toEqual([{ at: 7_500, perMinute: 3 }]);
  expect(totalsOf(room)).toEqual({ ...totals, watching: 1, decisions: 7, decisionsPerMinute: 3 });
  // Too short a time to say anything of is no zero of the curve, and what is as it was makes no point of it.
  const cleo = session({ key: 'cleo', startedAt: 9_000, objectsPerMinute: null });
  for (const rated of [cleo, cleo, { ...cleo, objectsPerMinute: 6 }, { ...cleo, objectsPerMinute: 6 }])
    room = changeRoom(room, { kind: 'sessions', projectId: 'p', sessions: [rated] }, 10_600);
  expect(room.seats[4].pace).toEqual([{ at: 7_600, perMinute: 6 }]);
  for (const key of ['lee', 'cleo']) room = changeRoom(room, { kind: 'left', projectId: 'p', key }, 10_600);
  room = changeRoom(room, { kind: 'left', projectId: 'p', key: 'rea' }, 10_600);
  room = changeRoom(room, { kind: 'left', projectId: 'p', key: 'ben' }, 11_000);
  expect(room.seats).toHaveLength(1);
});

test('a picture follows what changes on it, and is forgotten with the last who has it open', () => {
  const outline = (x: number) =>
    btoa(
      String.fromCharCode(
        ...encodeGeometry([
          [
            [
              [x, 0],
              [x + 2, 0],
              [x, 2],
            ],
          ],
        ]),
      ),
    );
  const state = { ...nothing, projectId: 'p', at: 0, sessions: [session()] };
  let room = openRoom(state, 0);
  const tell = (change: MonitorChange) => {
    room = changeRoom(room, change, 0);
  };
  const outlines = (change: Omit<OutlineChange, 'imageId'>): MonitorChange => ({
    kind: 'outlines',
    projectId: 'p',
    pictures: [{ imageId: 'i', ...change }],
  });
  const [one, two, three] = [0, 4, 8].map((x) => ({ id: `${x}`, labelId: 'l', outline: outline(x) }));
  tell(outlines({ total: 9, put: [one], gone: [] }));
  expect(room.pictures.size).toBe(0);
  const picture = { imageId: 'i', width: 640, height: 320, total: 12, outlines: [one, two] };
  tell({ kind: 'picture', projectId: 'p', picture });
  const [before] = room.pictures.get('i')?.shapes ?? [];
  expect(before.polygon[0][0][1]).toEqual([40, 0]);
  tell(outlines({ total: 11, put: [three], gone: ['4'] }));
  expect(room.pictures.get('i')).toMatchObject({ total: 11, shapes: [{ id: '0' }, { id: '8' }] });
  expect(room.pictures.get('i')?.shapes[0]).toBe(before);
  tell({ kind: 'sessions', projectId: 'p', sessions: [session({ objects: 5 })] });
  expect(room.pictures.size).toBe(1);
  tell({ kind: 'sessions', projectId: 'p', sessions: [session({ imageId: 'j', imageName: 'b.jpg' })] });
  expect(room.pictures.size).toBe(0);
});
