/** Resolves with the promise, or without it after so many milliseconds. */
export function within(ms: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, ms);
    void promise.finally(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
