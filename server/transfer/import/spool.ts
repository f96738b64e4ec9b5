import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';

/** A file that is to be imported, on disk until it is. */
export interface SpooledFile {
  readonly path: string;
  readonly isArchive: boolean;
  remove(): Promise<void>;
}

/** How a zip begins, an empty one too. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/** Writes what comes to a file of its own, never holding it in memory. @throws Problem `too-large`, `bad-request` */
export async function spool(
  folder: string,
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<SpooledFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx');
  let [bytes, head] = [0, ''];
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Problem('too-large', `An import may take ${mostBytes} bytes.`);
      if (head.length < 4) head += Buffer.from(chunk.subarray(0, 4)).toString('latin1');
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new Problem('bad-request', 'The file is empty.');
  } catch (cause) {
    await file.close();
    await rm(path, { force: true });
    throw cause;
  }
  await file.close();
  return {
    path,
    isArchive: ZIP.some((begin) => head.startsWith(begin)),
    remove: () => rm(path, { force: true }),
  };
}

/** Once, at start: what an import left behind that the process did not survive. */
export async function sweepSpool(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
