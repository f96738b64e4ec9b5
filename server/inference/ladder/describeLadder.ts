import type { Ladder, RungReport } from './ladderFiles.ts';

/** One rung in a few words: `hoist 1.35 × as fast`. */
export function describeRung({ rung, kept, why, beforeMs, afterMs }: RungReport): string {
  if (!kept) return `${rung} left out: ${why}`;
  return beforeMs && afterMs ? `${rung} ${(beforeMs / afterMs).toFixed(2)} × as fast` : rung;
}

/** What came of a model's ladder, in a line. Null: nobody climbed it, or its files have changed since. */
export function describeLadder(ladder: Ladder | null): string {
  if (!ladder) return 'the decoder runs as it came';
  if (ladder.refused !== undefined) return `the decoder runs as it came: ${ladder.refused}`;
  const rungs = ladder.rungs.map(describeRung).join('; ');
  return ladder.graphs ? `the decoder is rewritten: ${rungs}` : `the decoder runs as it came: ${rungs}`;
}
