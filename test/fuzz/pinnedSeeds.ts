/** Seeds of chunks that once failed; they run first, every time. */
export const pinnedSeeds: { readonly document: readonly number[]; readonly live: readonly number[] } = {
  document: [1815044724],
  live: [],
};
