/** The browser's store of one person's own work. */
export const workName = (userId: string): string => `maskroom:work:${userId}`;

/** Whether this browser may keep work of theirs; asked before the parts that read it are fetched. */
export async function mayHaveWork(userId: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  // Older browsers do not list their databases.
  if (!('databases' in indexedDB)) return true;
  const all = await indexedDB.databases().catch(() => []);
  return all.some(({ name }) => name === workName(userId));
}
