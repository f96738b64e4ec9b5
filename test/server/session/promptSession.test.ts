import type { ImageEmbedding } from '@maskroom/server/inference/segmenter.ts';
import { Problem } from '@maskroom/shared/base/problem';
import type { PromptSet } from '@maskroom/shared/protocol/socket';
import { expect, test } from 'vitest';
import { ask, clickAt, image, promptBench, shape, statuses } from '../../support/promptBench.ts';

const { decoders, embedding, segmenter, setUp } = promptBench();

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

test('P11: prompts wait for the embedding without holding a thread; the newest is answered then', async () => {
  let ready = (_: ImageEmbedding) => {};
  const encoding = new Promise<ImageEmbedding>((resolve) => {
    ready = resolve;
  });
  let opened = 0;
  const { gate, open } = setUp({ get: () => (opened++ === 0 ? encoding : Promise.resolve(embedding())) });
  const early = open('ada');
  const [first, newest] = [early.set(ask()), early.set(ask({ points: [clickAt(77, 77)] }))];
  const other = open('bob').set(ask({ points: [clickAt(50, 50)] }));
  const bobs = await gate.next();
  expect(bobs.request.prompt.points[0][0]).toBe(50);
  bobs.go();
  await other;
  ready(embedding());
  const mine = await gate.next();
  expect(mine.request.prompt.points[0][0]).toBe(77);
  mine.go();
  expect(await statuses([first, newest])).toEqual(['superseded', 'done']);
});

test('P11: an encode that fails is the reply, and the next prompt tries again', async () => {
  let asked = 0;
  const get = async () => {
    if (asked++ === 0) throw new Problem('picture-broken');
    return embedding();
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
  const other = await segmenter().decode(embedding(), { prompt: { points: [a] }, multimask: true });
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
