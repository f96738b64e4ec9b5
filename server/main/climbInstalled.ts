import type { Installation } from '../inference/catalogue/installModel.ts';
import { climbLadder, type LadderReport } from '../inference/ladder/climbLadder.ts';
import { describeLadder, describeRung } from '../inference/ladder/describeLadder.ts';
import { readLadder } from '../inference/ladder/ladderFiles.ts';

export interface Climbed {
  readonly report: LadderReport;
  /** What came of it, for people. */
  readonly says: string;
}

/** Rewrites the decoder of a model that was just installed; whatever goes wrong leaves it as it came. */
export async function climbInstalled(
  { folder, manifest }: Pick<Installation, 'folder' | 'manifest'>,
  tell: (line: string) => void,
): Promise<Climbed> {
  tell(
    'Trying whether the decoder can be rewritten to run faster; this takes a minute or two for a large one.',
  );
  const options = { onRung: (rung: LadderReport['rungs'][number]) => tell(`  ${describeRung(rung)}`) };
  const report = await climbLadder(folder, manifest, options).catch((cause: unknown): LadderReport => {
    return { rungs: [], refused: cause instanceof Error ? cause.message : String(cause) };
  });
  if (report.refused !== undefined) return { report, says: `the decoder runs as it came: ${report.refused}` };
  return { report, says: describeLadder(await readLadder(folder, manifest)) };
}
