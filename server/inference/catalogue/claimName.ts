import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';

/**
 * A folder beside the models in which one of them is put together, kept from every other process until `release`.
 * A claim ends with its process. @throws Problem `conflict`
 */
export async function claimName(modelsFolder: string, name: string) {
  const folder = join(modelsFolder, '.incoming', name);
  await mkdir(folder, { recursive: true });
  const lock = `${folder}.lock`;
  const take = () => open(lock, 'wx').catch(() => null);
  let file = await take();
  if (!file && !(await isHeld(lock))) {
    await rm(lock, { force: true });
    file = await take();
  }
  if (!file)
    throw new Problem(
      'conflict',
      `Another process is fetching ${name} already; wait for it, or end it (${lock}).`,
    );
  await file.writeFile(String(process.pid));
  await file.close();
  return { folder, release: () => rm(lock, { force: true }) };
}

async function isHeld(lock: string): Promise<boolean> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
