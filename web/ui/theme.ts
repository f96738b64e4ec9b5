import { useSyncExternalStore } from 'react';

export type Theme = 'dark' | 'light';

const KEY = 'maskroom.theme';

/** Told by the page itself, because the system changes it too. */
function subscribe(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}

const current = (): Theme => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark');

/** Shows a theme and remembers it in this browser. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing shows the system's theme next time.
  }
}

/** The theme that is shown; the page's head has chosen it before the first paint. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, current, () => 'dark');
