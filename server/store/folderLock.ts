import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { DatabaseSync } from '@photostructure/sqlite';

/** A server that is being replaced may still be stopping. */
const WAIT_MS = 3_000;

/**
 * Takes a data folder for one server: two on the same documents would each fold the log without what the other
 * wrote. The lock is the operating system's, so it ends with the process however that ends. Gives back how to let
 * go. @throws Problem `conflict`
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'server.lock'), { timeout: WAIT_MS });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Error && /locked|busy/i.test(cause.message))) throw cause;
    throw new Problem(
      'conflict',
      `Another Maskroom runs on ${folder}; stop it, or give this one a folder of its own with --data.`,
    );
  }
  return () => lock.close();
}
