import { statfs } from 'node:fs/promises';
import { Problem } from '@maskroom/shared/base/problem';
import { bytesText } from './bytesText.ts';

/** What else is written meanwhile: the database, pictures. */
const SPARE_BYTES = 16 * 1024 ** 2;

/** @throws Problem `unavailable` when so much does not fit; says nothing where the system does not tell. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  if (!disk) return;
  const free = disk.bavail * disk.bsize;
  if (free >= bytes + SPARE_BYTES) return;
  throw new Problem(
    'unavailable',
    `There is no room for it: ${bytesText(bytes)} are wanted, ${bytesText(free)} are free in ${folder}. Make room, or name a data folder on another disk with --data.`,
  );
}

/** A full disk in words; anything else as it is. */
export function diskFault(cause: unknown, folder: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Problem(
      'unavailable',
      `The disk is full: ${folder} takes no more. What was fetched is kept; make room and run the same again.`,
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new Problem('unavailable', `This user may not write to ${folder}.`);
  return cause;
}
