/** Waits for what must come to pass; says what it waited for when it does not. */
export async function until(condition: () => boolean, ms = 30_000, everyMs = 5): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`did not come to pass: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
