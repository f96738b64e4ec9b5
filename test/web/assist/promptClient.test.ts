import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import { expect, test } from 'vitest';
import { createPromptClient, type Question } from '../../../web/assist/promptClient.ts';

interface Sent {
  readonly prompt: PromptSet;
  readonly answer: () => void;
  readonly breakOff: () => void;
}

function setUp() {
  const sent: Sent[] = [];
  const answered: string[] = [];
  let cleared = 0;
  const client = createPromptClient({
    imageId: 'picture',
    send: (prompt) =>
      new Promise<PromptReply>((resolve, reject) => {
        const reply: PromptReply = {
          promptId: prompt.promptId,
          status: 'done',
          candidates: [],
          timings: { queueMs: 0, decodeMs: 1, traceMs: 0 },
        };
        sent.push({ prompt, answer: () => resolve(reply), breakOff: () => reject(new Error('gone')) });
      }),
    sendClear: () => cleared++,
    onReply: ({ prompt, hover }, { status }) =>
      answered.push(`${hover ? 'hover' : 'click'} ${prompt.points[0][0]} ${status}`),
  });
  client.setReady(true);
  return { client, sent, answered, cleared: () => cleared };
}

const click = (x: number): Question => ({ prompt: { points: [[x, 0, 1]] }, hover: false });
const hover = (x: number): Question => ({ ...click(x), hover: true });
const settled = () => new Promise((done) => setTimeout(done, 0));
const xs = (sent: readonly Sent[]) => sent.map(({ prompt }) => prompt.points[0][0]);

test('one prompt is on its way, and of those behind it only the newest is asked', async () => {
  const { client, sent, answered } = setUp();
  for (const x of [1, 2, 3, 4]) client.ask(click(x));
  expect(xs(sent)).toEqual([1]);
  sent[0].answer();
  await settled();
  expect(xs(sent)).toEqual([1, 4]);
  sent[1].answer();
  await settled();
  expect(answered).toEqual(['click 4 done']);
});

test('a preview that arrives after a click is dropped', async () => {
  const { client, sent, answered } = setUp();
  client.ask(hover(1));
  client.ask(click(2));
  sent[0].answer();
  await settled();
  sent[1].answer();
  await settled();
  expect(answered).toEqual(['click 2 done']);
});

test('a moving pointer sees each preview, throttled', async () => {
  const { client, sent, answered } = setUp();
  client.ask(hover(1));
  client.ask(hover(2));
  sent[0].answer();
  await settled();
  expect(answered).toEqual(['hover 1 done']);
  await expect.poll(() => xs(sent)).toEqual([1, 2]);
});

test('after a clear nothing that was asked before is shown', async () => {
  const { client, sent, answered, cleared } = setUp();
  client.ask(click(1));
  client.ask(click(2));
  client.clear();
  sent[0].answer();
  await settled();
  expect([answered, xs(sent), cleared()]).toEqual([[], [1], 1]);
});

test('a click before the model is ready is kept, the newest one; previews are not', async () => {
  const { client, sent } = setUp();
  client.setReady(false);
  client.ask(click(1));
  client.ask(click(2));
  client.ask(hover(3));
  expect([sent.length, client.isHoldingClick]).toEqual([0, true]);
  client.setReady(true);
  expect(xs(sent)).toEqual([2]);
});

test('a click whose connection broke is asked again on the next one', async () => {
  const { client, sent, answered } = setUp();
  client.ask(click(1));
  client.setReady(false);
  sent[0].breakOff();
  await settled();
  expect(answered).toEqual([]);
  client.setReady(true);
  sent[1].answer();
  await settled();
  expect(answered).toEqual(['click 1 done']);
});

test('a click that is never answered ends in an error', async () => {
  const { client, sent, answered } = setUp();
  client.ask(click(1));
  sent[0].breakOff();
  await settled();
  expect(answered).toEqual(['click 1 error']);
});
