/** How many times slower than it is every page is made to run: a hunt for what does not wait. */
export const slowness = Number(process.env.MASKROOM_SLOW_BROWSER ?? 1);

/** For one thing that a person would wait for, on a busy machine too, ms. How fast it is, benchmarks say. */
export const patience = 60_000;

/** For a chapter of a story, ms. */
export const chapterPatience = 240_000 * slowness;
