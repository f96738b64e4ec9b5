import type { Command } from 'commander';
import { createApp } from '../app/app.ts';
import { settingWarnings } from '../config/settingWarnings.ts';
import { createLog } from '../log/log.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

/** A server that hangs while stopping is ended all the same. */
const STOP_WITHIN_MS = 5_000;

interface StartFlags extends SettingFlags {
  readonly samples: boolean;
}

export function addStartCommand(program: Command): void {
  const command = program
    .command('start', { isDefault: true })
    .description('start the server; a folder of pictures becomes a project')
    .argument('[folder]', 'pictures to import as a project')
    .option('--no-samples', 'do not make the sample project in a new database');
  withSettingFlags(command).action((folder: string | undefined, flags: StartFlags) => start(folder, flags));
}

async function start(folder: string | undefined, flags: StartFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const log = createLog(settings.logLevel);
  for (const warning of settingWarnings(settings)) log.warn(warning);
  const app = await createApp(settings, log);
  const { url, firstLoginLink } = await app.listen();
  process.stdout.write(`maskroom listening on ${url}\n`);
  if (firstLoginLink) process.stdout.write(`Sign in for the first time: ${firstLoginLink}\n`);
  stopOnSignals(app.close);
  await app.fill({ samples: flags.samples, folder });
}

function stopOnSignals(close: () => Promise<void>): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
