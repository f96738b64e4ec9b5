import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { addActivity } from '@maskroom/server/store/figureStore.ts';
import type { InstanceRow } from '@maskroom/server/store/instanceTables.ts';
import { figuresSchema } from '@maskroom/shared/protocol/figures';
import { expect, test } from 'vitest';
import { createJobPeople, square, type Worker } from '../../support/jobPeople.ts';
import { instanceRow } from '../../support/storedInstance.ts';

const HOUR = 3_600_000;
const day = Date.UTC(2026, 9, 5);
const range = `from=${new Date(day).toISOString()}&to=${new Date(day + 24 * HOUR).toISOString()}`;

async function setUp() {
  const people = await createJobPeople(1);
  const { ann, ben, db, imageIds, outcome, rae } = people;
  const log = createDocumentLogStore(db);
  const row = (id: string, author: Worker, more: Partial<InstanceRow> = {}) =>
    instanceRow(imageIds[0], square, { id, label_id: 'car', created_by: author.id, ...more });
  /** As the document does it when somebody changes something. */
  const happen = (at: number, by: Worker, put: InstanceRow) =>
    log.append(imageIds[0], [
      { userId: by.id, at, bytes: Uint8Array.of(0), claims: [], instances: { put: [put], removed: [] } },
    ]);
  const rejected = {
    decision: 'rejected',
    decided_by: rae.id,
    decided_at: day + 3 * HOUR,
    reason: 'Loose',
  } as const;
  await happen(day + HOUR, ann, row('a', ann));
  await happen(day + HOUR + 5, ann, row('b', ann, { source: 'manual' }));
  await happen(day + HOUR + 9, ann, row('c', ann));
  await happen(day + 2 * HOUR, ben, row('d', ben, { label_id: 'van' }));
  await happen(day + 3 * HOUR, rae, row('a', ann, rejected));
  await happen(day + 30 * HOUR, ben, row('e', ben));
  await addActivity(db, [
    { projectId: 'p', userId: ann.id, hour: day + HOUR, activeMs: 4_000, prompts: 2 },
    { projectId: 'p', userId: ben.id, hour: day + 2 * HOUR, activeMs: 1_000, prompts: 1 },
  ]);
  await addActivity(db, [{ projectId: 'p', userId: ann.id, hour: day + HOUR, activeMs: 500, prompts: 3 }]);
  const figures = async (who: Worker, query = range) =>
    figuresSchema.parse(await outcome(who, 'GET', `/projects/p/figures?${query}`));
  return { ...people, figures, happen, rejected, row };
}

test('F1, F3: what was done is counted from the history, by hour, person and label', async () => {
  const { ann, ben, figures, lee, rae } = await setUp();
  const { activity, done, people, reasons, waiting } = await figures(lee);
  const at = (hours: number) => new Date(day + hours * HOUR).toISOString();
  const by = ({ id }: Worker, author: Worker, labelId = 'car') => ({
    userId: id,
    authorId: author.id,
    labelId,
  });
  expect(done).toHaveLength(4);
  for (const row of [
    { hour: at(1), ...by(ann, ann), kind: 'added', source: 'model', reason: null, count: 2 },
    { hour: at(1), ...by(ann, ann), kind: 'added', source: 'manual', reason: null, count: 1 },
    { hour: at(2), ...by(ben, ben, 'van'), kind: 'added', source: 'model', reason: null, count: 1 },
    { hour: at(3), ...by(rae, ann), kind: 'rejected', source: 'model', reason: 'Loose', count: 1 },
  ])
    expect(done).toContainEqual(row);
  expect(activity).toContainEqual({ hour: at(1), userId: ann.id, activeMs: 4_500, prompts: 5 });
  expect(reasons).toEqual([{ reason: 'Loose', count: 1 }]);
  expect(waiting).toEqual({ undecided: 4, oldestAt: new Date(day + HOUR + 5).toISOString() });
  expect(people.map(({ name }) => name)).toEqual(['ann', 'ben', 'rae']);
});

test('F4: others than leads see what they did and what was decided on their work, unless the project shows all', async () => {
  const { ann, ben, figures, lee, outcome } = await setUp();
  const own = await figures(ann);
  expect(own.about).toBe('caller');
  expect(own.done.map(({ kind, userId }) => [kind, userId === ann.id]).sort()).toEqual([
    ['added', true],
    ['added', true],
    ['rejected', false],
  ]);
  expect(own.activity.map(({ userId }) => userId)).toEqual([ann.id]);
  expect((await figures(ben)).reasons).toEqual([]);
  expect(await outcome(ann, 'PUT', '/projects/p', { figuresFor: 'members' })).toBe('forbidden');
  expect(await outcome(lee, 'PUT', '/projects/p', { figuresFor: 'members' })).toMatchObject({
    figuresFor: 'members',
  });
  expect((await figures(ann)).done).toHaveLength(4);
});

test('F3: a decision that its reviewer took back is not counted; one whose object was mended since is', async () => {
  const { ann, figures, happen, lee, rae, rejected, row } = await setUp();
  const doneOf = async (kind: string) =>
    (await figures(lee)).done.flatMap((one) => (one.kind === kind ? [one.count] : []));
  const accepted = { ...rejected, decision: 'accepted', reason: null } as const;
  await happen(day + 4 * HOUR, rae, row('b', ann, { ...accepted, source: 'manual' }));
  await happen(day + 4 * HOUR + 1, ann, row('a', ann, { geometry_hash: 'mended' }));
  expect([await doneOf('accepted'), await doneOf('rejected')]).toEqual([[1], [1]]);
  // Opened again by whoever accepted it; and what they say of a mended object is a decision more.
  await happen(day + 4 * HOUR + 2, rae, row('b', ann, { source: 'manual' }));
  await happen(day + 4 * HOUR + 3, rae, row('a', ann, { ...accepted, geometry_hash: 'mended' }));
  expect([await doneOf('accepted'), await doneOf('rejected')]).toEqual([[1], [1]]);
  // Changing one's mind is one decision.
  const again = { ...rejected, decided_at: day + 5 * HOUR, geometry_hash: 'mended' };
  await happen(day + 5 * HOUR, rae, row('a', ann, again));
  expect([await doneOf('accepted'), await doneOf('rejected')]).toEqual([[], [1, 1]]);
});

test('F3: figures of later hours say how many decisions of earlier ones were taken back', async () => {
  const { ann, ben, figures, happen, lee, rae, rejected, row } = await setUp();
  const since = `from=${new Date(day + 5 * HOUR).toISOString()}&to=${new Date(day + 24 * HOUR).toISOString()}`;
  const takenBack = async (who = lee) => (await figures(who, since)).takenBack;
  const accepted = { ...rejected, decision: 'accepted', reason: null } as const;
  await happen(day + 4 * HOUR, lee, row('d', ben, { ...accepted, decided_by: lee.id, label_id: 'van' }));
  expect(await takenBack()).toBe(0);
  // Decided otherwise, without opening it between.
  await happen(day + 6 * HOUR, rae, row('a', ann, accepted));
  expect(await takenBack()).toBe(1);
  // A decision since then is no earlier one, and what somebody else decides takes nothing back.
  await happen(day + 7 * HOUR, rae, row('a', ann, rejected));
  await happen(day + 7 * HOUR + 1, rae, row('d', ben, { ...rejected, label_id: 'van' }));
  expect([await takenBack(), await takenBack(ann), await takenBack(ben)]).toEqual([1, 1, 0]);
});

test('F3: who opens what they accepted on an object of their own takes that back too', async () => {
  const { figures, happen, lee, rejected, row } = await setUp();
  const accepted = { ...rejected, decided_by: lee.id, decision: 'accepted', reason: null } as const;
  await happen(day + HOUR, lee, row('f', lee));
  await happen(day + 2 * HOUR, lee, row('f', lee, accepted));
  await happen(day + 6 * HOUR, lee, row('f', lee));
  const since = `from=${new Date(day + 5 * HOUR).toISOString()}&to=${new Date(day + 24 * HOUR).toISOString()}`;
  expect((await figures(lee, since)).takenBack).toBe(1);
});

test('F5: a range is at most 31 days and ends behind its beginning', async () => {
  const { figures, lee, outcome } = await setUp();
  const between = (from: string, to: string) =>
    outcome(lee, 'GET', `/projects/p/figures?from=${from}&to=${to}`);
  expect(await between('2026-10-05T00:00:00Z', '2026-10-05T00:00:00Z')).toBe('bad-request');
  expect(await between('2026-08-05T00:00:00Z', '2026-10-05T00:00:00Z')).toBe('bad-request');
  expect(await between('yesterday', '2026-10-05T00:00:00Z')).toBe('bad-request');
  expect((await figures(lee, `from=2026-10-05T02:30:00Z&to=2026-10-05T03:00:00Z`)).done).toHaveLength(1);
});

test('figures leave as CSV, and no name becomes a formula', async () => {
  const { accounts, actor, ann, call, db, imageIds, lee, rae } = await setUp();
  const car = { id: 'car', project_id: 'p', name: 'Car', color: '#ff0000', position: 0, attributes: '[]' };
  await db.insertInto('labels').values(car).execute();
  const { member } = await accounts.addMember(actor, 'p', {
    email: 'eve@example.org',
    name: '=HYPERLINK("http://x")',
    role: 'annotator',
  });
  await addActivity(db, [{ projectId: 'p', userId: member.id, hour: day, activeMs: 61_000, prompts: 0 }]);
  expect(imageIds).toHaveLength(1);
  const answer = await call('GET', `/projects/p/figures/export?${range}`, { token: lee.token });
  const lines = answer.body.trim().split('\r\n');
  expect(lines[0]).toBe('hour,person,personId,author,authorId,label,labelId,what,source,reason,count');
  expect(lines).toHaveLength(1 + 4 + 2 * 3);
  // Nobody reads a label's id, and why something was rejected is what a lead asks first.
  expect(answer.body).toMatch(new RegExp(`,rae,${rae.id},ann,${ann.id},Car,car,rejected,model,Loose,1\r\n`));
  expect(answer.body).toContain(`"'=HYPERLINK(""http://x"")",${member.id},,,,,active seconds,,,61`);
});

test('a project is renamed and gets reasons of its own, and the log says so', async () => {
  const { lee, outcome } = await setUp();
  const change = { name: 'Night shift', rejectReasons: ['Too loose', 'Wrong car'] };
  expect(await outcome(lee, 'PUT', '/projects/p', change)).toMatchObject(change);
  expect(await outcome(lee, 'PUT', '/projects/p', { rejectReasons: ['x'.repeat(121)] })).toBe('bad-request');
  const { entries } = await outcome(lee, 'GET', '/projects/p/audit?about=projects');
  expect(entries[0]).toMatchObject({ action: 'project-changed', details: { name: 'Night shift', was: 'P' } });
});
