/**
 * For long answers that the route builds field by field: parsing thousands of vertices against the schema
 * once more would hold everybody up.
 */
export const plainJson =
  () =>
  (answer: unknown): string =>
    JSON.stringify(answer);
