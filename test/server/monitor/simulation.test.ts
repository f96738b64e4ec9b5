import { randomFrom } from '@maskroom/server/inference/ladder/randomPrompts.ts';
import { readFigures } from '@maskroom/server/monitor/figures.ts';
import { readMonitoredProject } from '@maskroom/server/monitor/projectFigures.ts';
import { deleteInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, onTestFinished, test } from 'vitest';
import { openTab, square } from '../../support/documentPeople.ts';
import { person } from '../../support/documentServer.ts';
import { quietProject } from '../../support/quietProject.ts';
import { until } from '../../support/until.ts';
import {
  activeTimes,
  chainsOf,
  counted,
  doneByHour,
  fingerprint,
  type LogRow,
  quantile,
  reasonsOf,
  replay,
  type Sent,
} from './reckoning.ts';
import { bringFile, LEAD, openLayers } from './serverWritten.ts';
import { openPlace, visitor } from './simulatedPlace.ts';

const ANNOTATORS = 50;
const REVIEWERS = 5;
const MINUTE = 60_000;
const SPAN_MS = 10 * MINUTE;
/** Five minutes before an hour is full: figures of two hours. */
const BEGIN = Date.UTC(2026, 9, 5, 12, 55);
const seed = Number(process.env.MASKROOM_SEED ?? 7);

const annotators = Array.from({ length: ANNOTATORS }, (_, i) => `annotator${i}`);
const reviewers = Array.from({ length: REVIEWERS }, (_, i) => `reviewer${i}`);
const layerPeople = ['layer0', 'layer1'];
/** When their layers are merged for good, and the shared picture is submitted with it. */
const MERGED_AT = BEGIN + 6 * MINUTE;
/** That nobody but them has. */
const SHARED = `picture${2 * ANNOTATORS + 1}`;
/** They have two each, and change between them. */
const picturesOf = (annotator: number) =>
  [2 * annotator, 2 * annotator + 1].map((i) => (i === 0 ? 'picture' : `picture${i + 1}`));

/** One object that an annotator drew, as the test knows it. */
interface Drawn {
  readonly id: string;
  readonly imageId: string;
  hash: string;
  decision: 'none' | 'accepted' | 'rejected';
  decidedBy?: string;
}

test(`fifty annotators and five reviewers for ten minutes: what is shown live and what is told afterwards is what the log says (seed ${seed})`, async () => {
  const people = [...annotators, ...reviewers, ...layerPeople];
  const place = await openPlace({ beginsAt: BEGIN, people, pictures: 2 * ANNOTATORS + 1 });
  const { activity, clock, db, documents, monitor, review, url } = place;
  const chance = randomFrom(seed);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)];
  const sent: Sent[] = [];
  const objects: Drawn[][] = annotators.map(() => []);
  let told = 0;
  let expected = 0;
  documents.onInstanceChange(() => told++);

  const tabs = annotators.map((user, i) => picturesOf(i).map((imageId) => openTab(url, user, { imageId })));
  onTestFinished(() => {
    for (const tab of tabs.flat()) tab[Symbol.dispose]();
  });
  await Promise.all(tabs.flat().map((tab) => tab.synced()));
  const layers = await openLayers(place, SHARED, layerPeople);
  onTestFinished(() => layers[Symbol.dispose]());
  /** Which of their pictures annotators are on. */
  const turns = annotators.map(() => 0);
  const imageOf = (i: number) => picturesOf(i)[turns[i]];
  const opens = (i: number) =>
    monitor.sessionOpened(visitor(annotators[i]), { imageId: imageOf(i), imageName: imageOf(i) });
  const goesOn = (i: number) => {
    monitor.sessionClosed(annotators[i], imageOf(i));
    turns[i] = 1 - turns[i];
    opens(i);
  };
  for (const i of annotators.keys()) opens(i);
  for (const userId of reviewers) monitor.queueOpened(visitor(userId));

  const prompt = (i: number, chain: string) => {
    const latencyMs = 5 + Math.round(chance() * 400);
    monitor.promptAnswered(annotators[i], imageOf(i), latencyMs, chain);
    sent.push({ userId: annotators[i], at: clock.now, what: 'prompt', latencyMs, chain });
  };
  const draw = (i: number) => {
    const id = `o${expected}`;
    const geometry = square(10 + chance() * 400, 10 + chance() * 300);
    const source = chance() < 0.7 ? ('model' as const) : ('manual' as const);
    if (source === 'model') for (let click = 0; click <= chance() * 3; click++) prompt(i, id);
    tabs[i][turns[i]].add(id, {
      label: 'tree',
      geometry,
      source,
      predictedIou: source === 'model' ? 0.9 : null,
    });
    sent.push({ userId: annotators[i], at: clock.now, what: 'object', source });
    objects[i].push({ id, imageId: imageOf(i), hash: geometryHash(geometry), decision: 'none' });
    expected++;
  };
  const amend = (i: number) => {
    const own = objects[i].filter(({ decision }) => decision !== 'accepted');
    if (own.length === 0) return draw(i);
    const object = oneOf(own);
    const tab = tabs[i][picturesOf(i).indexOf(object.imageId)];
    if (chance() < 0.2) {
      deleteInstance(tab.doc, object.id, tab.origin);
      objects[i] = objects[i].filter((one) => one !== object);
    } else {
      const geometry = square(10 + chance() * 400, 10 + chance() * 300);
      setGeometry(tab.doc, object.id, geometry, tab.origin);
      object.hash = geometryHash(geometry);
      object.decision = 'none';
    }
    expected++;
  };
  const decide = async (reviewer: string) => {
    const open = objects.flat().filter(({ decision }) => decision === 'none');
    if (open.length === 0) return;
    const object = oneOf(open);
    const decision = chance() < 0.25 ? ('rejected' as const) : ('accepted' as const);
    const reason = decision === 'rejected' ? oneOf(['Loose', 'Wrong label', 'Merged']) : undefined;
    const { hash: geometryHash, id: instanceId, imageId } = object;
    await review.decide(person(reviewer), { imageId, instanceId, geometryHash, decision, reason });
    object.decision = decision;
    object.decidedBy = reviewer;
    sent.push({ userId: reviewer, at: clock.now, what: 'decision' });
  };
  const takeBack = async (reviewer: string) => {
    const own = objects.flat().filter((one) => one.decision !== 'none' && one.decidedBy === reviewer);
    if (own.length === 0) return;
    const object = oneOf(own);
    const { hash: geometryHash, id: instanceId, imageId } = object;
    await review.decide(person(reviewer), { imageId, instanceId, geometryHash, decision: 'none' });
    object.decision = 'none';
    sent.push({ userId: reviewer, at: clock.now, what: 'decision' });
  };
  /** By the minute since the beginning: what the server itself writes. */
  const happens: Record<number, () => Promise<unknown>> = {
    1: () => bringFile(place, SHARED, 40),
    2: async () => {
      expected += layers.draw(3);
    },
    4: async () => {
      await layers.submit();
      await layers.merge();
    },
    5: () => layers.undo(),
    6: () => layers.merge(),
  };

  for (; clock.now < BEGIN + SPAN_MS; clock.now += 2_000) {
    for (const i of annotators.keys()) {
      // The last ten take a break of more than a minute in the middle.
      const isAway = i >= 40 && clock.now > BEGIN + 3 * MINUTE && clock.now < BEGIN + 5 * MINUTE;
      if (isAway || chance() > 1 / 6) continue;
      if (chance() < 0.75) draw(i);
      else if (chance() < 0.8) amend(i);
      else prompt(i, `dropped-${clock.now}`);
    }
    await happens[(clock.now - BEGIN) / MINUTE]?.();
    await until(() => told === expected, 20_000);
    for (const i of annotators.keys()) if (chance() < 1 / 30) goesOn(i);
    for (const reviewer of reviewers) {
      if (chance() < 1 / 2) await decide(reviewer);
      if (chance() < 1 / 20) await takeBack(reviewer);
    }
  }
  const end = clock.now;
  const log = await db.selectFrom('instance_history').selectAll().orderBy('seq').execute();
  expect(log.length).toBeGreaterThan(2_000);

  const sessions = monitor.sessions('p');
  expect(sessions).toHaveLength(ANNOTATORS + REVIEWERS);
  for (const [i, userId] of annotators.entries()) {
    const added = log.filter((row) => row.kind === 'added' && row.user_id === userId);
    expect(new Set(added.map((row) => row.image_id)).size).toBe(2);
    const own = sent.filter((act) => act.userId === userId);
    const latencies = own.flatMap((act) => (act.what === 'prompt' ? [act.latencyMs] : []));
    const { accepted, chains } = chainsOf(own);
    expect(sessions.find((session) => session.userId === userId)).toMatchObject({
      imageId: imageOf(i),
      objects: added.length,
      objectsPerMinute: added.filter(({ at }) => at > end - 5 * MINUTE).length / 5,
      prompts: latencies.length,
      maskLatencyP50Ms: quantile(latencies, 0.5),
      maskLatencyP95Ms: quantile(latencies, 0.95),
      acceptRate: chains === 0 ? null : accepted / chains,
    });
  }

  const done = counted(log, layers.merged);
  // What came by the file and two merges, and some of the reviewers' decisions.
  expect(layers.merged.size).toBe(6);
  expect(log.length - done.length).toBeGreaterThan(40 + 6 + 10);
  for (const userId of reviewers) {
    const decided = done.filter(
      ({ kind, user_id }) => user_id === userId && (kind === 'accepted' || kind === 'rejected'),
    );
    expect(sessions.find((session) => session.userId === userId)).toMatchObject({
      imageId: null,
      inQueue: true,
      decisions: decided.length,
      decisionsPerMinute: decided.filter(({ at }) => at > end - 5 * MINUTE).length / 5,
    });
  }

  const reasons = reasonsOf(done);
  const { oldestAt, rejected, undecided } = replay(
    log.filter((row) => !layers.imageIds.includes(row.image_id)),
  );
  const count = (kind: string) => done.filter((row) => row.kind === kind).length;
  const live = await readMonitoredProject(db, 'p', end);
  expect(live).toEqual({
    lastHour: { added: count('added'), accepted: count('accepted'), rejected: count('rejected') },
    waiting: { ...quietProject.waiting, undecided, oldestAt, rejected, submitted: 1, submittedAt: MERGED_AT },
    reasons,
  });

  await activity.close();
  const figures = await readFigures(db, { projectId: 'p', from: BEGIN, to: end + 60 * MINUTE });
  expect(new Set(figures.done.map(fingerprint))).toEqual(doneByHour(done));
  const edge = BEGIN + 5 * MINUTE;
  const before = (rows: readonly LogRow[]) => rows.filter(({ at }) => at < edge).length;
  const then = counted(
    log.filter(({ at }) => at < edge),
    layers.merged,
  );
  const later = await readFigures(db, { projectId: 'p', from: edge, to: end + 60 * MINUTE });
  expect(later.takenBack).toBe(then.length - before(done));
  const own = await readFigures(db, { projectId: 'p', from: BEGIN, to: end + 1, about: 'layer0' });
  expect(new Set(own.done.map(fingerprint))).toEqual(
    doneByHour(done.filter((row) => row.user_id === 'layer0' || row.created_by === 'layer0')),
  );
  expect(figures.waiting).toEqual({ undecided, oldestAt: new Date(oldestAt ?? 0).toISOString() });
  expect(figures.reasons).toEqual(reasons);
  const active = new Map(
    figures.activity.map((row) => [`${row.userId} ${row.hour}`, [row.activeMs, row.prompts]]),
  );
  // Importing and merging is no work at a picture.
  const byPeople = log.filter((row) => row.user_id !== LEAD);
  expect(active).toEqual(activeTimes(byPeople, sent));
}, 180_000);
