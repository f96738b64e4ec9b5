import UFuzzy from '@leeoniya/ufuzzy';

/** Letters of any script; those of a word may be left out, and words may come in any order. */
const matcher = new UFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\p{N}']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\p{N}']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraIns: Number.POSITIVE_INFINITY,
});
const ANY_ORDER = 1;

/** What the words fit, best first; all of it, as it was, for no words. */
export function fuzzyFind<T>(items: readonly T[], textOf: (item: T) => string, words: string): readonly T[] {
  if (words.trim() === '') return items;
  const [found, info, order] = matcher.search(items.map(textOf), words, ANY_ORDER);
  if (found === null) return [];
  return order === null || info === null
    ? found.map((at) => items[at])
    : order.map((at) => items[info.idx[at]]);
}
