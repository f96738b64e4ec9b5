import type { Figures } from '@maskroom/shared/protocol/figures';
import { expect, test } from 'vitest';
import {
  acceptShare,
  byHourOfDay,
  byLabel,
  byPerson,
  byTime,
  stillChosen,
  totalOf,
} from '../../../web/monitor/figures/foldFigures.ts';

// A clock that is put on in March and back in October.
process.env.TZ = 'Europe/Berlin';

type Done = Figures['done'][number];

/** On the clock of whoever runs the test. */
const at = (day: number, hour: number): string => new Date(2026, 2, day, hour).toISOString();
const row = (hour: string, kind: Done['kind'], count: number, more: Partial<Done> = {}): Done => ({
  hour,
  kind,
  count,
  userId: 'ann',
  authorId: 'ann',
  labelId: 'car',
  source: 'model',
  reason: null,
  ...more,
});

const figures: Figures = {
  done: [
    row(at(3, 9), 'added', 4),
    row(at(3, 10), 'added', 2, { labelId: 'tree' }),
    row(at(3, 10), 'accepted', 3, { userId: 'rea' }),
    row(at(5, 9), 'rejected', 1, { userId: 'rea' }),
    row(at(5, 9), 'reshaped', 7),
    row(at(5, 9), 'added', 1, { userId: 'bo', authorId: 'bo', labelId: 'tree' }),
  ],
  activity: [
    { hour: at(3, 9), userId: 'ann', activeMs: 1_800_000, prompts: 5 },
    { hour: at(5, 9), userId: 'rea', activeMs: 600_000, prompts: 0 },
  ],
  reasons: [],
  waiting: { undecided: 0, oldestAt: null },
  takenBack: 0,
  about: 'everybody',
  people: [
    { id: 'bo', name: 'Bo' },
    { id: 'ann', name: 'Ann' },
    { id: 'rea', name: 'Rea' },
  ],
};

test('days without work are there too, and each object is in the day of the reader’s clock', () => {
  const range = { from: new Date(2026, 2, 2).getTime(), to: new Date(2026, 2, 5, 18).getTime() };
  const days = byTime(figures, range, 'day');
  expect(days.map(({ at }) => new Date(at).getDate())).toEqual([2, 3, 4, 5]);
  expect(days.map(({ added }) => added)).toEqual([0, 6, 0, 1]);
  expect(days.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
    [0, 0],
    [3, 0],
    [0, 0],
    [0, 1],
  ]);
});

test('no day is missing or twice where clocks are put on and back', () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(new Date(2026, 6, 1).getTimezoneOffset());
  for (const [month, days] of [
    [2, 31],
    [9, 31],
  ] as const) {
    const range = { from: new Date(2026, month, 1).getTime(), to: new Date(2026, month + 1, 1).getTime() };
    const dates = byTime({ ...figures, done: [] }, range, 'day').map(({ at }) => new Date(at).getDate());
    expect(dates).toEqual(Array.from({ length: days }, (_, i) => i + 1));
  }
});

test('people are told by what they drew and by what they decided', () => {
  expect(byPerson(figures).map(({ name }) => name)).toEqual(['Ann', 'Bo', 'Rea']);
  const [ann, bo, rea] = byPerson(figures);
  expect(ann).toMatchObject({
    added: 6,
    accepted: 3,
    rejected: 1,
    decided: 0,
    activeMs: 1_800_000,
    prompts: 5,
  });
  expect(bo).toMatchObject({ added: 1, accepted: 0, decided: 0 });
  expect(rea).toMatchObject({ added: 0, accepted: 0, decided: 4, activeMs: 600_000 });
});

test('labels, hours of the day and the sum of it all', () => {
  expect(byLabel(figures)).toEqual([
    { labelId: 'car', added: 4, accepted: 3, rejected: 1 },
    { labelId: 'tree', added: 3, accepted: 0, rejected: 0 },
  ]);
  const hours = byHourOfDay(figures);
  expect([hours.length, hours[9], hours[10]]).toEqual([24, 5, 2]);
  const total = totalOf(figures);
  expect(total).toEqual({ added: 7, accepted: 3, rejected: 1, activeMs: 2_400_000, prompts: 5 });
  expect([acceptShare(total), acceptShare({ added: 1, accepted: 0, rejected: 0 })]).toEqual([0.75, null]);
});

test('who is shown no more is chosen no more', () => {
  const ann = { personId: 'ann', labelId: 'car' };
  expect(stillChosen(ann, figures)).toBe(ann);
  expect(stillChosen(ann, { people: [{ id: 'bo', name: 'Bo' }] })).toEqual({
    personId: null,
    labelId: 'car',
  });
});
