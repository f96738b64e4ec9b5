import type { Figures } from '@maskroom/shared/protocol/figures';
import { expect, test } from 'vitest';
import type { FigureRange } from '../../../web/connection/figuresApi.ts';
import { byPerson, totalOf } from '../../../web/monitor/figures/foldFigures.ts';
import { createFiguresReader } from '../../../web/monitor/figures/readFigures.ts';

const HOUR_MS = 3_600_000;
const begin = Date.UTC(2026, 2, 3);

/** A project in which somebody draws every ten minutes and every third object is rejected, asked at any time. */
function createProject() {
  const place = { now: begin, about: 'everybody' as Figures['about'], asked: [] as number[] };
  const read = async (_: string, { from, to }: FigureRange): Promise<Figures> => {
    place.asked.push((to - from) / HOUR_MS);
    const steps = Math.max(0, Math.ceil((Math.min(to, place.now) - begin) / 600_000));
    const acts = Array.from({ length: steps }, (_, i) => ({ i, at: begin + i * 600_000 })).filter(
      ({ at }) => at >= Math.floor(from / HOUR_MS) * HOUR_MS,
    );
    const hourOf = (at: number) => new Date(Math.floor(at / HOUR_MS) * HOUR_MS).toISOString();
    const rejected = acts.filter(({ i }) => i % 3 === 0);
    const reasons = new Map<string, number>();
    for (const { i } of rejected) reasons.set(`r${i % 2}`, (reasons.get(`r${i % 2}`) ?? 0) + 1);
    const one = { labelId: 'car', source: 'manual', reason: null, count: 1 } as const;
    return {
      done: [
        ...acts.map(({ at, i }) => {
          const id = `p${i % 4}`;
          return { ...one, hour: hourOf(at), userId: id, authorId: id, kind: 'added' as const };
        }),
        ...rejected.map(({ at, i }) => {
          return {
            ...one,
            hour: hourOf(at),
            userId: 'rea',
            authorId: `p${i % 4}`,
            kind: 'rejected' as const,
          };
        }),
      ],
      activity: acts.map(({ at, i }) => ({
        hour: hourOf(at),
        userId: `p${i % 4}`,
        activeMs: 1_000,
        prompts: 1,
      })),
      reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
      waiting: { undecided: steps, oldestAt: null },
      takenBack: 0,
      about: place.about,
      people: [...new Set(acts.map(({ i }) => `p${i % 4}`)), 'rea'].map((id) => ({ id, name: id })),
    };
  };
  return { place, read };
}

const tellsOf = (figures: Figures) => ({
  total: totalOf(figures),
  people: byPerson(figures).sort((one, other) => (one.id < other.id ? -1 : 1)),
  reasons: [...figures.reasons].sort((one, other) => ((one.reason ?? '') < (other.reason ?? '') ? -1 : 1)),
  waiting: figures.waiting,
});

test('hours that are over are asked for once, and what is read says the same as all of it asked anew', async () => {
  const { place, read } = createProject();
  const whole = createProject();
  const readAgain = createFiguresReader('p', read);
  for (let i = 0; i < 100; i++) {
    const now = begin + 9.5 * HOUR_MS + i * 7 * 60_000;
    [place.now, whole.place.now] = [now, now];
    const range = { from: begin, to: now };
    expect(tellsOf(await readAgain(range))).toEqual(tellsOf(await whole.read('p', range)));
  }
  // All that is over once, and again when the rest has grown to six hours.
  const past = place.asked.filter((hours) => hours >= 8);
  expect(past.length).toBeLessThan(5);
});

test('a day that has just begun is asked for whole, and so is everything when other figures may be seen', async () => {
  const { place, read } = createProject();
  const readAgain = createFiguresReader('p', read);
  place.now = begin + 0.9 * HOUR_MS;
  await readAgain({ from: begin, to: place.now });
  expect(place.asked).toEqual([0.9]);
  place.now = begin + 5.5 * HOUR_MS;
  const range = { from: begin, to: place.now };
  await readAgain(range);
  expect(place.asked.splice(0)).toEqual([0.9, 4, 1.5]);
  place.about = 'caller';
  expect((await readAgain(range)).about).toBe('caller');
  expect(place.asked.splice(0)).toEqual([1.5, 5.5]);
  // Another span is another past.
  await readAgain({ from: begin + HOUR_MS, to: place.now });
  expect(place.asked).toEqual([3, 1.5]);
});

test('a decision that is taken back later is not counted in the hour it was made in either', async () => {
  const { place, read } = createProject();
  place.now = begin + 5.5 * HOUR_MS;
  const range = { from: begin, to: place.now };
  let isTakenBack = false;
  const readAgain = createFiguresReader('p', async (id, asked) => {
    const figures = await read(id, asked);
    if (!isTakenBack) return figures;
    // Decided otherwise by whoever decided: nothing was opened again.
    const [, ...done] = figures.done.filter(({ kind }) => kind === 'rejected');
    return { ...figures, done, takenBack: asked.to === place.now ? 1 : 0 };
  });
  const before = totalOf(await readAgain(range)).rejected;
  isTakenBack = true;
  place.asked = [];
  expect(totalOf(await readAgain(range)).rejected).toBeLessThan(before);
  expect(place.asked).toEqual([1.5, 4, 1.5]);
  await readAgain(range);
  expect(place.asked.slice(3)).toEqual([1.5]);
});
