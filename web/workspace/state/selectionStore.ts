import { createStore, type StoreApi } from 'zustand/vanilla';

export interface SelectionState {
  readonly selected: readonly string[];
  readonly hovered: string | null;
}

export interface Selection {
  readonly store: StoreApi<SelectionState>;
  select(ids: readonly string[]): void;
  hover(id: string | null): void;
  /** Lets go of what is no longer there. */
  keepOnly(exists: (id: string) => boolean): void;
}

/** What is chosen and pointed at, shared by the picture and the list. */
export function createSelection(): Selection {
  const store = createStore<SelectionState>(() => ({ selected: [], hovered: null }));
  return {
    store,
    select(ids) {
      const before = store.getState().selected;
      const same = before.length === ids.length && before.every((id, i) => id === ids[i]);
      if (!same) store.setState({ selected: ids });
    },
    hover(id) {
      if (store.getState().hovered !== id) store.setState({ hovered: id });
    },
    keepOnly(exists) {
      const { selected, hovered } = store.getState();
      const kept = selected.filter(exists);
      if (kept.length < selected.length) store.setState({ selected: kept });
      if (hovered !== null && !exists(hovered)) store.setState({ hovered: null });
    },
  };
}
