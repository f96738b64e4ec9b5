/** Pictures that are chosen, and from where on a range is. */
export interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** The one chosen or left last; null: none. */
  readonly last: string | null;
}

export const nothingChosen: Chosen = { ids: new Set(), last: null };

/** Chooses a picture, or leaves a chosen one. */
export function toggle({ ids }: Chosen, id: string): Chosen {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, last: id };
}

/** Chooses all from the last one to this, in the order that they are shown in; this one alone where the last is not shown. */
export function chooseUpTo({ ids, last }: Chosen, id: string, order: readonly string[]): Chosen {
  const [from, to] = [last === null ? -1 : order.indexOf(last), order.indexOf(id)];
  const range = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), last: id };
}
