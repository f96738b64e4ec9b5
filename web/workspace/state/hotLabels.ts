import { type Place, places } from '../../tool/labelKeys.ts';

/** Ids of labels by their digit, from 1; null where a digit has none. */
export type HotLabels = readonly (string | null)[];

/**
 * What the digits mean: what this person chose, as far as it is still there, and on free digits the other labels in
 * the project's order.
 */
export function hotLabels(labelIds: readonly string[], chosen: HotLabels): HotLabels {
  const there = new Set(labelIds);
  const kept = places.map((_, i) => {
    const id = chosen[i];
    return id && there.has(id) && chosen.indexOf(id) === i ? id : null;
  });
  const rest = labelIds.filter((id) => !kept.includes(id));
  return kept.map((id) => id ?? rest.shift() ?? null);
}

/** Puts a label on a digit; the one that was there takes the label's former digit, if it had one. */
export function withHotLabel(hot: HotLabels, labelId: string, place: Place): HotLabels {
  const before = hot.indexOf(labelId);
  const displaced = hot[place - 1] ?? null;
  return hot.map((id, i) => {
    if (i === place - 1) return labelId;
    return i === before ? displaced : id;
  });
}

const key = (projectId: string): string => `maskroom.hotLabels.${projectId}`;

/** Kept in this browser, for one project. */
export function keepHotLabels(projectId: string, hot: HotLabels): void {
  try {
    localStorage.setItem(key(projectId), JSON.stringify(hot));
  } catch {
    // A browser that keeps nothing begins anew next time.
  }
}

export function recallHotLabels(projectId: string): HotLabels {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(projectId)) ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.map((id: unknown) => (typeof id === 'string' ? id : null));
  } catch {
    return [];
  }
}
