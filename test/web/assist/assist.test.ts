import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import { expect, test } from 'vitest';
import { createAssist } from '../../../web/assist/assist.ts';

const square = encodeGeometry([
  [
    [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ],
  ],
]);
const settled = () => new Promise((done) => setTimeout(done, 0));

function setUp() {
  const sent: PromptSet[] = [];
  const assist = createAssist(
    {
      imageId: 'picture',
      send: async (prompt): Promise<PromptReply> => {
        sent.push(prompt);
        return {
          promptId: prompt.promptId,
          status: 'done',
          candidates: [
            { geometry: square, predictedIou: 0.9, stabilityScore: 1, area: 100, box: [0, 0, 10, 10] },
          ],
          timings: { queueMs: 0, decodeMs: 1, traceMs: 0 },
          ...(prompt.region && { region: [0, 0, 64, 64] }),
        };
      },
      sendClear: () => undefined,
    },
    () => undefined,
  );
  assist.setReady(true);
  return { assist, sent };
}

test('what is refined goes with every click, until it is left or another takes its place', async () => {
  const { assist, sent } = setUp();
  assist.refine('a');
  assist.setPrompt({ points: [[5, 5, 0]] });
  await settled();
  assist.setPrompt({
    points: [
      [5, 5, 0],
      [6, 6, 1],
    ],
  });
  await settled();
  expect(sent.map(({ refine, candidate }) => [refine, candidate])).toEqual([
    ['a', undefined],
    ['a', 0],
  ]);
  assist.clear();
  expect(assist.store.getState()).toMatchObject({ refining: 'a', candidates: [] });
  assist.refine('b');
  assist.setPrompt({ points: [[5, 5, 1]] });
  await settled();
  assist.refine(null);
  expect(assist.store.getState()).toMatchObject({ refining: null, prompt: { points: [] }, candidates: [] });
  assist.setPrompt({ points: [[5, 5, 1]] });
  await settled();
  expect(sent.slice(2).map(({ refine }) => refine)).toEqual(['b', undefined]);
});

test('what is in sight goes with the question, and the region of the answer is known', async () => {
  const { assist, sent } = setUp();
  assist.setPrompt({ points: [[5, 5, 1]] }, { region: [1.5, 2, 30, 40] });
  await settled();
  expect(sent[0].region).toEqual([1.5, 2, 30, 40]);
  expect(assist.store.getState().region).toEqual([0, 0, 64, 64]);
  assist.setPrompt({ points: [[5, 5, 1]] });
  await settled();
  expect(sent[1].region).toBeUndefined();
  expect(assist.store.getState().region).toBeNull();
});

test('what is held back is asked once, all together, when it is let go', async () => {
  const { assist, sent } = setUp();
  assist.setPrompt({ points: [[5, 5, 1]] }, { hold: true });
  const both: Prompt = {
    points: [
      [5, 5, 1],
      [9, 9, 0],
    ],
  };
  assist.setPrompt(both, { hold: true });
  await settled();
  expect([sent.length, assist.store.getState().held]).toEqual([0, true]);
  assist.askHeld();
  assist.askHeld();
  await settled();
  expect(sent.map(({ points }) => points)).toEqual([both.points]);
  expect(assist.store.getState()).toMatchObject({ held: false, busy: false, prompt: both });
});
