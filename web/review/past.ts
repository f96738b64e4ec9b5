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
  const entry = lastDecision(entries);
  const past = entry && (await getPastInstance(imageId, entry.seq, instanceId));
  return {
    madeAt: entries.find(({ kind }) => kind === 'added')?.at ?? null,
    decided: past ? { entry, polygon: past.polygon } : null,
  };
}

/** What was last decided, of what happened to one object, newest first; null: nothing that stands (F3 of server/monitor/SPEC.md). */
export const lastDecision = (entries: readonly HistoryEntry[]): HistoryEntry | null =>
  entries.find((one, i) => isDecision(one) && !isTakenBack(one, entries.slice(0, i))) ?? null;

const isDecision = ({ kind }: HistoryEntry): boolean => kind === 'accepted' || kind === 'rejected';

/** By whoever made it, with nobody else having done anything to the object between; what they mended themselves is no matter. */
const isTakenBack = ({ userId }: HistoryEntry, later: readonly HistoryEntry[]): boolean =>
  later.findLast((one) => one.userId !== userId || isDecision(one) || one.kind === 'reopened')?.userId ===
  userId;
