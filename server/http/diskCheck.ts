import { randomUUID } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadyCheck } from './readyCheck.ts';

/** Below this, uploads and the database's log are about to fail. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** The folder takes a file and has room. */
export const diskCheck =
  (folder: string): ReadyCheck =>
  async () => {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < LEAST_FREE_BYTES) throw new Error(`${folder} has only ${bavail * bsize} bytes left`);
    const probe = join(folder, `.ready-${randomUUID()}`);
    await writeFile(probe, 'ready');
    await rm(probe);
  };
