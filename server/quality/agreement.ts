import { entryOf } from '@maskroom/shared/base/groups';
import { boundaryF1 } from './boundary.ts';
import { matchShapes } from './match.ts';
import type { Steps } from './pieces.ts';
import type { QualityShape } from './shape.ts';

/** How far two people agree, as sums, so that pictures add up. */
export interface Tally {
  matched: number;
  /** What only the first, and only the second, has. */
  onlyA: number;
  onlyB: number;
  /** Sums over the matched pairs. */
  iou: number;
  boundary: number;
}

export const noTally = (): Tally => ({ matched: 0, onlyA: 0, onlyB: 0, iou: 0, boundary: 0 });

/** How far two layers of pictures agree: all in all, label by label, and which labels meant the same objects. */
export interface Agreement {
  readonly all: Tally;
  readonly byLabel: Map<string, Tally>;
  /** What the first called it → what the second called it → how often. */
  readonly confusion: Map<string, Map<string, number>>;
}

export const noAgreement = (): Agreement => ({ all: noTally(), byLabel: new Map(), confusion: new Map() });

/** What two people drew of one picture (Q3 to Q6). */
export function* compareShapes(
  as: readonly QualityShape[],
  bs: readonly QualityShape[],
  threshold?: number,
): Steps<Agreement> {
  const { matched, onlyA, onlyB } = yield* matchShapes(as, bs, threshold);
  const agreement = noAgreement();
  const { all, byLabel, confusion } = agreement;
  const tallyOf = (label: string): Tally => entryOf(byLabel, label, noTally);
  for (const { a, b, iou } of matched) {
    yield;
    const boundary = boundaryF1(a, b);
    addPair(all, iou, boundary);
    const counts = entryOf(confusion, a.label, () => new Map<string, number>());
    counts.set(b.label, (counts.get(b.label) ?? 0) + 1);
    if (a.label === b.label) addPair(tallyOf(a.label), iou, boundary);
    else {
      tallyOf(a.label).onlyA++;
      tallyOf(b.label).onlyB++;
    }
  }
  all.onlyA = onlyA.length;
  all.onlyB = onlyB.length;
  for (const { label } of onlyA) tallyOf(label).onlyA++;
  for (const { label } of onlyB) tallyOf(label).onlyB++;
  return agreement;
}

function addPair(tally: Tally, iou: number, boundary: number): void {
  tally.matched++;
  tally.iou += iou;
  tally.boundary += boundary;
}

/** Adds the second to the first. */
export function addTally(to: Tally, more: Tally): void {
  to.matched += more.matched;
  to.onlyA += more.onlyA;
  to.onlyB += more.onlyB;
  to.iou += more.iou;
  to.boundary += more.boundary;
}

/** Adds the second to the first. */
export function addAgreement(to: Agreement, more: Agreement): void {
  addTally(to.all, more.all);
  for (const [label, tally] of more.byLabel) addTally(entryOf(to.byLabel, label, noTally), tally);
  for (const [a, counts] of more.confusion) {
    const row = entryOf(to.confusion, a, () => new Map<string, number>());
    for (const [b, count] of counts) row.set(b, (row.get(b) ?? 0) + count);
  }
}

/** What a tally says; null where there is nothing to say it of. */
export interface Scores {
  readonly f1: number | null;
  readonly meanIou: number | null;
  readonly boundaryF1: number | null;
}

export function scoresOf({ boundary, iou, matched, onlyA, onlyB }: Tally): Scores {
  const shapes = 2 * matched + onlyA + onlyB;
  return {
    f1: shapes === 0 ? null : (2 * matched) / shapes,
    meanIou: matched === 0 ? null : iou / matched,
    boundaryF1: matched === 0 ? null : boundary / matched,
  };
}
