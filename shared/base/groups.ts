/** What the map has under the key, made and kept there where it has nothing yet. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}

/** One more of those that belong together by the key. */
export const addTo = <K, V>(groups: Map<K, V[]>, key: K, value: V): void =>
  void entryOf<K, V[]>(groups, key, () => []).push(value);

/** What belongs together by a key, in the order it came; keys in the order of their first. */
export function groupBy<K, V>(all: Iterable<V>, keyOf: (each: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const each of all) addTo(groups, keyOf(each), each);
  return groups;
}
