import { DecodeTurns } from '@maskroom/server/session/DecodeTurns.ts';
import { expect, test } from 'vitest';

/** Turns that a test begins and ends by name. */
function setUp(patienceMs = 60_000) {
  const turns = new DecodeTurns({ patienceMs });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (model: ReturnType<DecodeTurns['ofModel']>, person: string, name: string): void =>
    model.ask(person, () => {
      begun.push(name);
      return new Promise((end) => ends.set(name, end));
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { turns, begun, ask, end };
}

test('M10, P10: two models on the same cores have the turns of one, and people take turns across them', async () => {
  const { ask, begun, end, turns } = setUp();
  const [sam, small] = [turns.ofModel('cpu', 2), turns.ofModel('cpu', 2)];
  for (const i of [1, 2, 3]) {
    ask(sam, 'ada', `ada sam ${i}`);
    ask(small, 'ada', `ada small ${i}`);
  }
  expect(begun).toEqual(['ada sam 1', 'ada small 1']);
  ask(small, 'bob', 'bob small 1');
  ask(small, 'eve', 'eve small 1');
  await end('ada small 1');
  await end('ada sam 1');
  expect(begun.slice(2)).toEqual(['bob small 1', 'eve small 1']);
  await end('eve small 1');
  expect(begun.at(-1)).toBe('ada sam 2');
});

test('M10: models in different places do not wait for each other', () => {
  const { ask, begun, turns } = setUp();
  ask(turns.ofModel('cpu', 1), 'ada', 'here');
  ask(turns.ofModel('inference servers', 1), 'ada', 'there');
  expect(begun).toEqual(['here', 'there']);
});

test('M10: a turn that does not end holds up nobody at another model, and its person at its own', async () => {
  const { ask, begun, end, turns } = setUp(1);
  const [hangs, works] = [turns.ofModel('cpu', 1), turns.ofModel('cpu', 1)];
  ask(hangs, 'ada', 'hangs');
  ask(hangs, 'ada', 'hangs again');
  ask(works, 'ada', 'works');
  await expect.poll(() => begun).toEqual(['hangs', 'works']);
  await end('works');
  await end('hangs');
  expect(begun).toEqual(['hangs', 'works', 'hangs again']);
});
