import type { ValueWindow } from '@maskroom/shared/base/valueWindow';

const PLACE = 'maskroom.windows';
/** Pictures whose window is remembered; the longest unchanged are forgotten first. */
const MOST = 200;

/** The window that this person chose for a picture; null: none. */
export function recallWindow(imageId: string): ValueWindow | null {
  const kept = readAll().get(imageId);
  if (!Array.isArray(kept)) return null;
  const [low, high]: unknown[] = kept;
  return typeof low === 'number' && typeof high === 'number' && low < high ? { low, high } : null;
}

/** Null forgets it. */
export function rememberWindow(imageId: string, window: ValueWindow | null): void {
  const all = readAll();
  all.delete(imageId);
  if (window) all.set(imageId, [window.low, window.high]);
  try {
    localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries([...all].slice(-MOST))));
  } catch {
    // A browser that keeps nothing shows the automatic window next time.
  }
}

function readAll(): Map<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
    return new Map(Object.entries(kept ?? {}));
  } catch {
    return new Map();
  }
}
