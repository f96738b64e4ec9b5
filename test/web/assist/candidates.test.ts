import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import { expect, test } from 'vitest';
import { candidateName, describeCandidate, showCandidates } from '../../../web/assist/candidates.ts';

const square = (side: number, predictedIou: number): MaskCandidate => ({
  geometry: encodeGeometry([
    [
      [
        [0, 0],
        [side, 0],
        [side, side],
        [0, side],
      ],
    ],
  ]),
  predictedIou,
  stabilityScore: 0.9,
  area: side * side,
  box: [0, 0, side, side],
});

test('candidates read whole, part, sub-part by area, and remember their rank in the reply', () => {
  const shown = showCandidates([square(20, 0.9), square(40, 0.8), square(10, 0.7)]);
  expect(shown.map(({ area, rank }) => [area, rank])).toEqual([
    [1600, 1],
    [400, 0],
    [100, 2],
  ]);
  expect(shown.map((_, i) => candidateName(i, shown.length))).toEqual(['whole', 'part', 'sub-part']);
});

test('bytes that are no geometry are left out', () => {
  expect(showCandidates([{ ...square(10, 0.9), geometry: Uint8Array.of(9, 9) }])).toEqual([]);
});

test('says what a mask is to those who do not see it', () => {
  const [candidate] = showCandidates([square(40, 0.941)]);
  expect(describeCandidate(candidate, 0, 3, 13_333)).toBe('mask 1 of 3, 12 % of the picture, score 0.94');
  expect(describeCandidate(candidate, 1, 3, 1_000_000)).toBe(
    'mask 2 of 3, less than 1 % of the picture, score 0.94',
  );
});
