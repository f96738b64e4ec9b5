import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * Objects that this person has put aside on one picture. It is about one's own hands and eyes, so nobody else sees it:
 * a lock that holds for all is an acceptance, which has rules about who may.
 */
export interface AsideState {
  readonly hidden: ReadonlySet<string>;
  /** Not hit by the pointer and not changed by mistake. */
  readonly locked: ReadonlySet<string>;
  /** All are hidden for as long as a key is held. */
  readonly allHidden: boolean;
}

export interface Aside {
  readonly store: StoreApi<AsideState>;
  /** Puts these aside, or takes them back if all of them are. */
  toggle(what: 'hidden' | 'locked', ids: readonly string[]): void;
  takeBackAll(what: 'hidden' | 'locked'): boolean;
  holdAllHidden(hidden: boolean): void;
}

export function createAside(imageId: string): Aside {
  const place = `maskroom.aside.${imageId}`;
  const store = createStore<AsideState>(() => ({ ...recall(place), allHidden: false }));
  store.subscribe(({ hidden, locked }, before) => {
    if (hidden === before.hidden && locked === before.locked) return;
    try {
      sessionStorage.setItem(place, JSON.stringify({ hidden: [...hidden], locked: [...locked] }));
    } catch {
      // What is put aside is then forgotten with the page.
    }
  });
  return {
    store,
    toggle(what, ids) {
      const now = store.getState()[what];
      const isOn = ids.every((id) => now.has(id));
      const next = new Set(now);
      for (const id of ids) {
        if (isOn) next.delete(id);
        else next.add(id);
      }
      store.setState({ [what]: next });
    },
    takeBackAll(what) {
      const had = store.getState()[what].size > 0;
      if (had) store.setState({ [what]: new Set<string>() });
      return had;
    },
    holdAllHidden: (allHidden) => store.setState({ allHidden }),
  };
}

function recall(place: string): Pick<AsideState, 'hidden' | 'locked'> {
  const setOf = (value: unknown) => new Set(Array.isArray(value) ? value.map(String) : []);
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    const entries = new Map(Object.entries(kept ?? {}));
    return { hidden: setOf(entries.get('hidden')), locked: setOf(entries.get('locked')) };
  } catch {
    return { hidden: new Set(), locked: new Set() };
  }
}
