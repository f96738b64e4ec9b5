import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { HistoryEntry } from '@maskroom/shared/protocol/history';
import { getHistoryOf, getPastInstance } from '../connection/historyApi.ts';

/** What happened to an object that waits. */
export interface Past {
  /** ISO; when it was drawn. Null where that is longer ago than is told at once. */
  readonly madeAt: string | null;
  /** What was last decided on it, and not taken back by its own reviewer. */
  readonly decided: Decided | null;
}

export interface Decided {
  readonly entry: HistoryEntry;
  /** The shape as it was then. */
  readonly polygon: Polygon;
}

export async function getPast(imageId: string, instanceId: string): Promise<Past> {
  const { entries } = await getHistoryOf(imageId, instanceId);
  const entry = entries.find((one, i) => isDecision(one) && !isTakenBack(one, entries[i - 1]));
  const past = entry && (await getPastInstance(imageId, entry.seq, instanceId));
  return {
    madeAt: entries.find(({ kind }) => kind === 'added')?.at ?? null,
    decided: past ? { entry, polygon: past.polygon } : null,
  };
}

const isDecision = ({ kind }: HistoryEntry): boolean => kind === 'accepted' || kind === 'rejected';

/** Whoever mends a shape reopens it too, but changes it first. */
const isTakenBack = ({ userId }: HistoryEntry, then: HistoryEntry | undefined): boolean =>
  then?.kind === 'reopened' && then.userId === userId;
