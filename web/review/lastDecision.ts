import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { HistoryEntry } from '@maskroom/shared/protocol/history';
import { getHistoryOf, getPastInstance } from '../connection/historyApi.ts';

/** What was last decided on an object that waits again. */
export interface LastDecision {
  readonly entry: HistoryEntry;
  /** The shape as it was then. */
  readonly polygon: Polygon;
}

/** The last that its own reviewer did not take back; null where there is none. */
export async function getLastDecision(imageId: string, instanceId: string): Promise<LastDecision | null> {
  const { entries } = await getHistoryOf(imageId, instanceId);
  const entry = entries.find((one, i) => isDecision(one) && !isTakenBack(one, entries[i - 1]));
  const past = entry && (await getPastInstance(imageId, entry.seq, instanceId));
  return past ? { entry, polygon: past.polygon } : null;
}

const isDecision = ({ kind }: HistoryEntry): boolean => kind === 'accepted' || kind === 'rejected';

/** Whoever mends a shape reopens it too, but changes it first. */
const isTakenBack = ({ userId }: HistoryEntry, then: HistoryEntry | undefined): boolean =>
  then?.kind === 'reopened' && then.userId === userId;
