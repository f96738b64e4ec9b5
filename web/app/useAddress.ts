import { useMemo, useSyncExternalStore } from 'react';
import type { Navigation } from '../ui/navigation.ts';

/** Path and query as one, so that no view ever sees one of them new and the other old. */
const whereNow = (): string => window.location.pathname + window.location.search;

const moves = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  moves.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    moves.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

const navigate: Navigation['navigate'] = (to, options) => {
  if (options?.replace) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  window.scrollTo(0, 0);
  for (const listener of moves) listener();
};

/**
 * Where the browser is; null in the page made at build time, which knows no address. The router of the
 * framework hears of every move too: it watches the history.
 */
export function useAddress(): Navigation | null {
  const where = useSyncExternalStore<string | null>(subscribe, whereNow, () => null);
  return useMemo(() => {
    if (where === null) return null;
    const at = where.indexOf('?');
    return { path: at < 0 ? where : where.slice(0, at), search: at < 0 ? '' : where.slice(at), navigate };
  }, [where]);
}
