import { late } from './late.ts';

/**
 * What nobody sees before they open it comes in files of its own, so that the first screen is there sooner.
 * They are fetched when the browser has nothing else to do: whoever goes offline later can still open them.
 */
export const dialogPart = late(() => import('./DialogPopup.tsx'));
export const menuPart = late(() => import('./MenuPopup.tsx'));
export const fuzzyPart = late(() => import('./fuzzy.ts'));

const IDLE_WITHIN_MS = 4_000;

/** Does what can wait in a quiet moment. */
export function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then, { timeout: IDLE_WITHIN_MS });
  else setTimeout(then, IDLE_WITHIN_MS);
}

/** A failure is no matter: they are asked for again when needed. */
export const fetchLateParts = (): void =>
  whenIdle(() => void Promise.allSettled([dialogPart.load(), menuPart.load(), fuzzyPart.load()]));
