interface PinnedSeeds {
  readonly document: readonly number[];
  readonly live: readonly number[];
  readonly kill: readonly number[];
}

/** Seeds of chunks, and of moments to kill a server at, that once failed; they run first, every time. */
export const pinnedSeeds: PinnedSeeds = {
  document: [1815044724],
  live: [],
  kill: [],
};
