/** Of this process, whoever else has the cores meanwhile. */
const processorMs = (): number => {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1_000;
};

/** How long the work took, and the longest that anybody else had to wait meanwhile: processor time, ms. */
export async function timed(work: () => Promise<unknown>): Promise<{ taken: number; held: number }> {
  const startedAt = processorMs();
  let [held, turnAt] = [0, startedAt];
  const turn = (): void => {
    const now = processorMs();
    [held, turnAt] = [Math.max(held, now - turnAt), now];
    handle = setImmediate(turn);
  };
  let handle = setImmediate(turn);
  await work();
  const taken = processorMs() - startedAt;
  await new Promise(setImmediate);
  clearImmediate(handle);
  return { taken, held };
}
