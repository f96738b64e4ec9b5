import { useSyncExternalStore } from 'react';
import { language, languages, showLanguage } from './language.ts';

const KEY = 'maskroom.language';
const listeners = new Set<() => void>();
/** Null until the first language is there. */
let ready: string | null = null;

/** The one chosen in this browser, else the first that the browser asks for, else English. */
function firstLanguage(): string {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing asks for its own language.
  }
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])];
  return wanted.find((code) => code !== null && languages.includes(code)) ?? 'en';
}

async function show(code: string): Promise<void> {
  await showLanguage(code);
  ready = language();
  document.documentElement.lang = ready;
  for (const listener of listeners) listener();
}

/** Shows a language and remembers it in this browser. */
export async function chooseLanguage(code: string): Promise<void> {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // It holds until the page is left.
  }
  await show(code);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0 && ready === null) void show(firstLanguage());
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language that is shown; null until its words are there. What shows words is made anew when it changes. */
export const useLanguage = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => ready,
    () => null,
  );
