import type { Worker } from 'node:worker_threads';
import { type ImageEmbedding, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { DecodeTurns } from '@maskroom/server/session/DecodeTurns.ts';
import { createPromptSessions } from '@maskroom/server/session/PromptSessions.ts';
import { Problem } from '@maskroom/shared/base/problem';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel, discPixels, resizedRgb } from '../../support/discScene.ts';
import { GatedSegmenter } from '../../support/gatedSegmenter.ts';

const image = { width: 320, height: 240 };
const shape = encodeGeometry([
  [
    [
      [60, 60],
      [200, 60],
      [200, 200],
      [60, 200],
    ],
  ],
]);
let segmenter: Segmenter;
let embedding: ImageEmbedding;
const decoders: Worker[] = [];

beforeAll(async () => {
  segmenter = await openSegmenter(builtinModel, {
    decodeWorkers: 1,
    onWorkerStart: (role, worker) => role === 'decode' && decoders.push(worker),
  });
  const pixels = discPixels(image, { cx: 130, cy: 120, radius: 60 });
  embedding = (await segmenter.encode(await resizedRgb(pixels, image, segmenter.contentSize(image)), image))
    .embedding;
}, 60_000);
afterAll(() => segmenter.close());

function setUp({ slots = 1, get = async () => embedding, mostWaiting = 256 } = {}) {
  const gate = new GatedSegmenter(segmenter);
  const sessions = createPromptSessions({
    segmenter: gate,
    embeddings: { get },
    regions: { borrow: () => Promise.reject(new Problem('unavailable')) },
    loadRefineGeometry: async (_, instanceId) => (instanceId === 'there' ? shape : null),
    turns: new DecodeTurns({ mostWaiting }).ofModel('cpu', slots),
  });
  return { gate, sessions, open: (userId = 'ada') => sessions.open(userId, 'image', image) };
}

let lastId = 0;
const clickAt = (x: number, y: number, label: 0 | 1 = 1) => [x, y, label] as [number, number, 0 | 1];
const ask = (prompt: Partial<PromptSet> = {}): PromptSet => ({
  promptId: `p${++lastId}`,
  imageId: 'image',
  points: [clickAt(130, 120)],
  ...prompt,
});
const statuses = async (replies: Promise<PromptReply>[]) =>
  (await Promise.all(replies)).map(({ status }) => status);

test('P4, P17: a lone click has up to three candidates best first, a box one; timings are measured', async () => {
  const { gate, open } = setUp();
  const session = open();
  const click = session.set(ask());
  (await gate.next()).go();
  const reply = await click;
  expect(reply.status).toBe('done');
  const ious = reply.candidates.map(({ predictedIou }) => predictedIou);
  expect(ious.length).toBeGreaterThan(1);
  expect(ious).toEqual([...ious].sort((a, b) => b - a));
  expect(reply.timings.decodeMs).toBeGreaterThan(0);
  const box = session.set(ask({ points: [], box: [70, 60, 190, 180] }));
  (await gate.next()).go();
  expect((await box).candidates.length).toBe(1);
});

test('P1, P8: the newest waits, those before it are superseded, the one in the model is answered', async () => {
  const { gate, open } = setUp();
  const session = open();
  const first = session.set(ask());
  const running = await gate.next();
  const later = [1, 2, 3].map((i) => session.set(ask({ points: [clickAt(100 + i, 100)] })));
  running.go();
  const newest = await gate.next();
  expect(newest.request.prompt.points).toEqual([[103, 100, 1]]);
  newest.go();
  expect(await statuses([first, ...later])).toEqual(['done', 'superseded', 'superseded', 'done']);
});

test('P24: a stroke of fifty hover prompts queues one at most, and each decode is of the newest by then', async () => {
  const { gate, open } = setUp();
  const session = open();
  const replies: Promise<PromptReply>[] = [];
  const hoverOn = () =>
    replies.push(session.set(ask({ hover: true, points: [clickAt(100 + replies.length, 100)] })));
  hoverOn();
  const decoded: number[] = [];
  for (let held = await gate.next(); ; held = await gate.next()) {
    const newest = replies.length;
    decoded.push(held.request.prompt.points[0][0] - 99);
    expect(decoded.at(-1)).toBe(newest);
    while (replies.length < Math.min(50, newest + 7)) hoverOn();
    held.go();
    if (newest === 50) break;
  }
  expect(decoded).toEqual([1, 8, 15, 22, 29, 36, 43, 50]);
  const done = (await statuses(replies)).flatMap((status, i) => (status === 'done' ? [i + 1] : []));
  expect(done).toEqual(decoded);
  expect(gate.held.length).toBe(0);
});

test('P2: the same id again is the same prompt, decoded once, before and after its reply', async () => {
  const { gate, open } = setUp();
  const session = open();
  const prompt = ask();
  const [one, two] = [session.set(prompt), session.set(prompt)];
  (await gate.next()).go();
  const reply = await one;
  expect(await two).toBe(reply);
  expect(await session.set(prompt)).toBe(reply);
  expect(gate.held.length).toBe(0);
});

test('P3: clear and close answer everything; a late result leaves no chain', async () => {
  const { gate, open } = setUp();
  const session = open();
  const [running, waiting] = [session.set(ask()), session.set(ask())];
  const late = session.set(ask());
  const held = await gate.next();
  session.clear();
  expect(await statuses([running, waiting, late])).toEqual(['superseded', 'superseded', 'superseded']);
  held.go();
  const next = session.set(ask({ points: [clickAt(130, 120), clickAt(20, 20, 0)] }));
  const after = await gate.next();
  expect(after.request.maskInput).toBeUndefined();
  session.close();
  after.go();
  expect(await statuses([next, session.set(ask())])).toEqual(['superseded', 'superseded']);
});

test.each<[name: string, prompt: Partial<PromptSet>, code: string]>([
  ['nothing asked', { points: [] }, 'prompt-invalid'],
  ['nothing but a shape to refine', { points: [], refine: 'there' }, 'prompt-invalid'],
  ['infinity', { points: [clickAt(Number.POSITIVE_INFINITY, 1)] }, 'prompt-invalid'],
  ['not a number in the box', { box: [1, 2, Number.NaN, 4] }, 'prompt-invalid'],
  ['65 clicks', { points: Array.from({ length: 65 }, () => clickAt(1, 1)) }, 'prompt-invalid'],
  ['an inverted box', { box: [90, 20, 10, 80] }, 'prompt-invalid'],
  ['a box without area', { box: [10, 20, 10, 80] }, 'prompt-invalid'],
  ['a click beside the image', { points: [clickAt(320.1, 5)] }, 'prompt-outside'],
  ['a box over the border', { box: [-1, 0, 100, 100] }, 'prompt-outside'],
  ['a shape that is not there', { refine: 'gone' }, 'not-found'],
])('P5–P7: refuses %s', async (_, prompt, code) => {
  const { open } = setUp();
  expect(await open().set(ask(prompt))).toMatchObject({ status: 'error', code, candidates: [] });
});

test('P7: when too many wait, a newcomer is told so and nobody else is disturbed', async () => {
  const { gate, open } = setUp({ mostWaiting: 1 });
  const running = open('ada').set(ask());
  const held = await gate.next();
  const waiting = open('bob').set(ask());
  await new Promise(setImmediate);
  expect(await open('cy').set(ask())).toMatchObject({ status: 'error', code: 'unavailable' });
  held.go();
  (await gate.next()).go();
  expect(await statuses([running, waiting])).toEqual(['done', 'done']);
});

test('P7, P10: one person who asks for everything at once leaves room for the others', async () => {
  const { gate, open, sessions } = setUp({ mostWaiting: 8 });
  const prompt = { points: [clickAt(130, 120)] };
  const flood = Array.from({ length: 20 }, () => sessions.predict('ada', 'image', image, { prompt }));
  const outcomes = Promise.allSettled(flood);
  const held = await gate.next();
  const other = open('bob').set(ask());
  await new Promise(setImmediate);
  held.go();
  for (let i = 0; i < 3; i++) (await gate.next()).go();
  expect((await other).status).toBe('done');
  const refused = (await outcomes).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(17);
});

test('P9, P15: a hover gives way to a waiting click and touches no chain; a click replaces a waiting hover', async () => {
  const { gate, open } = setUp();
  const session = open();
  const first = session.set(ask());
  const held = await gate.next();
  const hoverBefore = session.set(ask({ hover: true, points: [clickAt(5, 5)] }));
  const extended = session.set(ask({ points: [clickAt(130, 120), clickAt(20, 20, 0)] }));
  const hoverAfter = session.set(ask({ hover: true, points: [clickAt(6, 6)] }));
  expect(await statuses([hoverBefore, hoverAfter])).toEqual(['superseded', 'superseded']);
  held.go();
  const second = await gate.next();
  expect(second.request.maskInput).toBeDefined();
  second.go();
  expect(await statuses([first, extended])).toEqual(['done', 'done']);
  const hover = session.set(
    ask({ hover: true, points: [clickAt(130, 120), clickAt(20, 20, 0), clickAt(7, 7)] }),
  );
  const third = await gate.next();
  expect(third.request.maskInput).toBeUndefined();
  third.go();
  await hover;
  session.set(ask({ points: [clickAt(130, 120), clickAt(20, 20, 0), clickAt(9, 9, 0)] }));
  const fourth = await gate.next();
  expect(fourth.request.maskInput).toBeDefined();
  fourth.go();
});

test('P8, P10: people take turns, however many sessions and prompts one of them has', async () => {
  const { gate, open } = setUp({ slots: 2 });
  const crowd = Array.from({ length: 6 }, () => open('ada').set(ask()));
  const first = await gate.next();
  await new Promise(setImmediate);
  expect(gate.held.length).toBe(0);
  const others = [50, 60].map((x) => open(`user ${x}`).set(ask({ points: [clickAt(x, 50)] })));
  const second = await gate.next();
  expect(second.request.prompt.points[0][0]).toBe(50);
  first.go();
  // A thread is free: it is the third person's turn before Ada's second prompt.
  const third = await gate.next();
  expect(third.request.prompt.points[0][0]).toBe(60);
  second.go();
  third.go();
  for (let i = 1; i < crowd.length; i++) (await gate.next()).go();
  expect(await statuses([...crowd, ...others])).toEqual(Array(8).fill('done'));
});

test('P11: prompts wait for the embedding without holding a thread; the newest is answered then', async () => {
  let ready = (_: ImageEmbedding) => {};
  const encoding = new Promise<ImageEmbedding>((resolve) => {
    ready = resolve;
  });
  let opened = 0;
  const { gate, open } = setUp({ get: () => (opened++ === 0 ? encoding : Promise.resolve(embedding)) });
  const early = open('ada');
  const [first, newest] = [early.set(ask()), early.set(ask({ points: [clickAt(77, 77)] }))];
  const other = open('bob').set(ask({ points: [clickAt(50, 50)] }));
  const bobs = await gate.next();
  expect(bobs.request.prompt.points[0][0]).toBe(50);
  bobs.go();
  await other;
  ready(embedding);
  const mine = await gate.next();
  expect(mine.request.prompt.points[0][0]).toBe(77);
  mine.go();
  expect(await statuses([first, newest])).toEqual(['superseded', 'done']);
});

test('P11: an encode that fails is the reply, and the next prompt tries again', async () => {
  let asked = 0;
  const get = async () => {
    if (asked++ === 0) throw new Problem('picture-broken');
    return embedding;
  };
  const { gate, open } = setUp({ get });
  const session = open();
  expect(await session.set(ask())).toMatchObject({ status: 'error', code: 'picture-broken' });
  const again = session.set(ask());
  (await gate.next()).go();
  expect((await again).status).toBe('done');
});

test('P25, P12–P14: added clicks go on from the named candidate; removed or changed ones start afresh', async () => {
  const { gate, open } = setUp();
  const session = open();
  const answer = async (prompt: PromptSet) => {
    const reply = session.set(prompt);
    const { request, go } = await gate.next();
    go();
    return { request, reply: await reply };
  };
  const [a, b, c] = [clickAt(130, 120), clickAt(150, 130), clickAt(20, 20, 0)];
  const one = await answer(ask({ points: [a] }));
  expect(one.request).toMatchObject({ maskInput: undefined, multimask: true });
  expect(one.reply.candidates.length).toBeGreaterThan(1);
  const two = await answer(ask({ points: [a, b], candidate: 1 }));
  const other = await segmenter.decode(embedding, { prompt: { points: [a] }, multimask: true });
  expect(two.request.maskInput).toEqual(other.lowResMasks[1]);
  const again = await answer(ask({ points: [a, b], tolerance: 3 }));
  expect(again.request.maskInput).toEqual(other.lowResMasks[1]);
  expect(again.request.tolerancePx).toBe(3);
  expect((await answer(ask({ points: [a, b, c] }))).request.maskInput).toBeDefined();
  expect((await answer(ask({ points: [a, c] }))).request.maskInput).toBeUndefined();
  expect((await answer(ask({ points: [a] }))).request.maskInput).toBeUndefined();
  expect((await answer(ask({ points: [a, b], box: [60, 50, 200, 190] }))).request.maskInput).toBeUndefined();
  const refined = await answer(ask({ points: [a], refine: 'there' }));
  expect(refined.request).toMatchObject({ maskInput: undefined, refine: shape, multimask: false });
  expect(refined.request.keepsElsewhere).toBe(true);
  const further = await answer(ask({ points: [a, c], refine: 'there' }));
  expect(further.request.refine).toBeUndefined();
  expect(further.request.maskInput).toBeDefined();
  expect(further.request.keepsElsewhere).toBe(true);
  const boxed = await answer(ask({ points: [a], box: [60, 50, 200, 190], refine: 'there' }));
  expect([boxed, two].map(({ request }) => request.keepsElsewhere)).toEqual([false, false]);
});

test('P16: a thread that dies answers its prompt with an error, and the next prompt is answered', async () => {
  const { gate, open } = setUp();
  const session = open();
  const first = session.set(ask());
  const held = await gate.next();
  decoders.at(-1)?.postMessage(null);
  held.go();
  expect(await first).toMatchObject({ status: 'error', code: 'model-failed' });
  const second = session.set(ask());
  (await gate.next()).go();
  expect((await second).status).toBe('done');
});

test('predict outside a session takes its person’s turn and rejects with the same problems', async () => {
  const { gate, sessions } = setUp();
  const predicted = sessions.predict('ada', 'image', image, { prompt: { points: [[130, 120, 1]] } });
  (await gate.next()).go();
  const { candidates, lowResMasks } = await predicted;
  expect(lowResMasks.length).toBe(candidates.length);
  const outside = sessions.predict('ada', 'image', image, { prompt: { points: [[1300, 120, 1]] } });
  await expect(outside).rejects.toMatchObject({ code: 'prompt-outside' });
});
