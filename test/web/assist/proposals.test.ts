import { measureShape } from '@maskroom/shared/mask/duplicate';
import { expect, test } from 'vitest';
import { cutProposals, deepestLevel, type Proposal, proposalAt } from '../../../web/assist/proposals.ts';

function proposal(
  id: number,
  parentId: number | null,
  level: number,
  side: number,
  predictedIou = 0.9,
): Proposal {
  const ring = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ] as const;
  return {
    ...measureShape([[ring]]),
    id,
    parentId,
    level,
    predictedIou,
    stabilityScore: 0.9,
    geometry: new Uint8Array(),
  };
}

/** A sheep with a head with an eye, and a stone. */
const all = (headIou = 0.9) =>
  new Map(
    [
      proposal(0, null, 0, 40),
      proposal(1, 0, 1, 20, headIou),
      proposal(2, 1, 2, 5),
      proposal(3, null, 0, 30),
    ].map((one) => [one.id, one]),
  );
const ids = (proposals: readonly Proposal[]) => proposals.map(({ id }) => id);
const filter = { leastIou: 0, leastStability: 0 };

test('each level is one cut through the trees: what has no finer part stays', () => {
  expect(ids(cutProposals(all(), { ...filter, level: 0 }))).toEqual([0, 3]);
  expect(ids(cutProposals(all(), { ...filter, level: 1 }))).toEqual([3, 1]);
  expect(ids(cutProposals(all(), { ...filter, level: 2 }))).toEqual([3, 2]);
  expect(deepestLevel(all())).toBe(2);
});

test('what the scores leave out is as if it were not there', () => {
  expect(ids(cutProposals(all(0.3), { ...filter, leastIou: 0.5, level: 1 }))).toEqual([3, 2]);
  expect(cutProposals(all(), { ...filter, leastStability: 0.95, level: 0 })).toEqual([]);
});

test('under a pointer the smallest is meant', () => {
  const shown = [proposal(0, null, 0, 40), proposal(1, 0, 1, 20)];
  expect(proposalAt(shown, [10, 10])?.id).toBe(1);
  expect(proposalAt(shown, [30, 30])?.id).toBe(0);
  expect(proposalAt(shown, [50, 50])).toBeNull();
});
