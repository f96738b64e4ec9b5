import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../server/app/app.ts';
import { readSettings } from '../../server/config/readSettings.ts';
import type { SettingFlags } from '../../server/config/settingSources.ts';
import { createLog } from '../../server/log/log.ts';

export const adminToken = 'token-of-the-test-automation';

/** A whole server of this process on a free port with a data folder of its own; gone with its scope. */
export async function startServer(flags: SettingFlags = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-test-'));
  const read = readSettings(
    {
      port: '0',
      data: dataFolder,
      adminToken,
      logLevel: 'error',
      executionProviders: 'cpu',
      ...flags,
    },
    {},
  );
  if (!read.ok) throw new Error(read.error.join('\n'));
  const app = await createApp(read.value, createLog(read.value.logLevel));
  const { url } = await app.listen();
  return {
    url,
    app,
    dataFolder,
    async [Symbol.asyncDispose](): Promise<void> {
      await app.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
export type TestServer = Awaited<ReturnType<typeof startServer>>;
