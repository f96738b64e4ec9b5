import { usePathname } from 'next/navigation';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Navigation } from '../ui/navigation.ts';

const subscribeToNothing = () => () => {};

/** False while the page is the one made at build time, which knows no address. */
const useInBrowser = (): boolean =>
  useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );

/** Where the browser is; null before the page has come alive there. */
export function useAddress(): Navigation | null {
  const inBrowser = useInBrowser();
  const path = usePathname();
  const search = useSyncExternalStore(
    subscribeToMoves,
    () => window.location.search,
    () => '',
  );
  const navigate = useCallback((to: string, options?: { readonly replace?: boolean }) => {
    if (options?.replace) window.history.replaceState(null, '', to);
    else window.history.pushState(null, '', to);
    for (const listener of moves) listener();
    window.scrollTo(0, 0);
  }, []);
  return useMemo(() => (inBrowser ? { path, search, navigate } : null), [inBrowser, path, search, navigate]);
}

const moves = new Set<() => void>();

function subscribeToMoves(listener: () => void): () => void {
  moves.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    moves.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
