import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { createApp } from '../app/app.ts';
import type { Settings } from '../config/settings.ts';
import { settingWarnings } from '../config/settingWarnings.ts';
import { hungThreads } from '../inference/worker/hungThreads.ts';
import { createLog } from '../log/log.ts';
import { exitCodes, Failed } from './exit.ts';
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
  if (folder !== undefined && !(await isFolder(folder)))
    throw new Failed(
      exitCodes.usage,
      `There is no folder ${folder}. \`maskroom --help\` lists the commands.`,
    );
  const settings = settingsFrom(flags);
  const log = createLog(settings.logLevel);
  for (const warning of settingWarnings(settings)) log.warn(warning);
  // One call's fault must not end everybody's work.
  process.on('unhandledRejection', (err) => log.error({ err }, 'a rejection was not handled'));
  const app = await createApp(settings, log);
  const { firstLoginLink, url } = await app.listen().catch(async (cause: unknown) => {
    await app.close();
    throw listenFailure(cause, settings);
  });
  process.stdout.write(`maskroom listening on ${url}\n`);
  if (firstLoginLink) process.stdout.write(`Sign in for the first time: ${firstLoginLink}\n`);
  stopOnSignals(app.close);
  await app.ready().catch(async (cause: unknown) => {
    await app.close();
    throw cause;
  });
  await app.fill({ samples: flags.samples, folder }).catch((err: unknown) => {
    log.error({ err }, 'not every picture that this start asked for was taken in');
  });
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** What usually goes wrong, in words; anything else as it is. */
function listenFailure(cause: unknown, { host, port }: Settings): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const place = `${host}:${port}`;
  if (code === 'EADDRINUSE')
    return new Failed(exitCodes.failed, `Something else listens on ${place}; choose another with --port.`);
  if (code === 'EACCES')
    return new Failed(exitCodes.failed, `This user may not listen on ${place}; choose a port above 1023.`);
  if (code === 'EADDRNOTAVAIL') return new Failed(exitCodes.failed, `This machine has no address ${host}.`);
  return cause;
}

function stopOnSignals(close: () => Promise<void>): void {
  const stop = (): void => {
    const latest = performance.now() + STOP_WITHIN_MS;
    setTimeout(() => endProcess(exitCodes.failed, latest), STOP_WITHIN_MS).unref();
    close().then(
      () => endProcess(exitCodes.ok, latest),
      () => endProcess(exitCodes.failed, latest),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** A thread in a model's run keeps the process from exiting. One that does not end goes with it: all else is closed. */
function endProcess(code: number, latest: number): void {
  if (hungThreads() === 0) process.exit(code);
  if (performance.now() >= latest) process.kill(process.pid, 'SIGKILL');
  setTimeout(() => endProcess(code, latest), 50);
}
