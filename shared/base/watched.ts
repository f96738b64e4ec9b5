import { entryOf } from './groups.ts';

/** What is kept for as long as somebody watches it. */
export interface Watched<T> {
  /** Undefined while nobody watches. */
  get(key: string): T | undefined;
  /** Opens it for the first who watches. Gives back how to stop, for the last of whom it is closed. */
  watch(key: string): () => void;
  /** Whoever watches or not. */
  closeAll(): void;
}

export function createWatched<T>(open: () => T, close: (entry: T) => void): Watched<T> {
  const entries = new Map<string, { readonly value: T; watchers: number }>();
  return {
    get: (key) => entries.get(key)?.value,
    watch(key) {
      const entry = entryOf(entries, key, () => ({ value: open(), watchers: 0 }));
      entry.watchers++;
      let isWatching = true;
      return () => {
        if (!isWatching) return;
        isWatching = false;
        entry.watchers--;
        if (entry.watchers > 0) return;
        close(entry.value);
        if (entries.get(key) === entry) entries.delete(key);
      };
    },
    closeAll() {
      for (const { value } of entries.values()) close(value);
      entries.clear();
    },
  };
}
