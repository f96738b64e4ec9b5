import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { type ImportFormat, type ImportReport, importFormats } from '@maskroom/shared/protocol/import';
import { type Command, Option } from 'commander';
import type { Accounts, Actor } from '../account/accounts.ts';
import { actorOf } from '../account/actor.ts';
import { type ImportedFile, importIntoFolder } from '../app/importIntoFolder.ts';
import type { Settings } from '../config/settings.ts';
import { createLog } from '../log/log.ts';
import type { Database } from '../store/database.ts';
import { findUserByEmail } from '../store/userStore.ts';
import { exitCodes, Failed } from './exit.ts';
import { print, table } from './output.ts';
import { createProgressLine } from './progressLine.ts';
import { sendImport } from './sendImport.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';
import { withDatabase } from './withDatabase.ts';

interface ImportFlags extends SettingFlags {
  readonly format: ImportFormat;
  readonly as?: string;
  readonly label?: string;
  readonly json?: boolean;
}

const HOUR_MS = 60 * 60 * 1_000;

export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description('take annotations, and pictures in an archive with them, into a project')
    .argument('<project>', "the project's id, as its address shows it")
    .argument('<file>', 'COCO instances JSON or SA-1B masks, or a zip of such files and pictures')
    .addOption(new Option('--format <format>', 'how it is written').choices(importFormats).default('coco'))
    .option('--label <name>', 'for what has no category: masks of SA-1B; object when left out')
    .option('--as <email>', 'whose work it is; the server’s own when left out')
    .option('--json', 'for machines');
  withSettingFlags(command).action(importFile);
}

async function importFile(
  projectId: string,
  path: string,
  { as, format, json, label, ...flags }: ImportFlags,
) {
  const settings = settingsFrom(flags);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw new Failed(exitCodes.usage, `There is no file ${path}.`);
  const progress = createProgressLine();
  const onProgress = json ? undefined : (share: number) => progress.show(basename(path), share * size, size);
  const report = await withDatabase(settings, async (db, accounts) => {
    const actor = await actorFor(db, accounts, as);
    return take(settings, db, accounts, { projectId, path, format, label, actor, onProgress });
  });
  progress.end();
  print(json, report, linesOf(report));
}

async function actorFor(db: Database, accounts: Accounts, email: string | undefined): Promise<Actor> {
  if (email === undefined) return accounts.serverActor();
  const user = await findUserByEmail(db, email.toLowerCase());
  if (!user) throw new Failed(exitCodes.failed, `Nobody has the email ${email}.`);
  return actorOf(user, { via: 'server', scope: null, sessionExpiresAt: null });
}

/** Beside a running server it has to be the server: only that holds the documents. */
async function take(
  settings: Settings,
  db: Database,
  accounts: Accounts,
  file: ImportedFile,
): Promise<ImportReport> {
  try {
    return await importIntoFolder(settings, { db, accounts, log: createLog(settings.logLevel) }, file);
  } catch (cause) {
    if (!(cause instanceof Problem && cause.code === 'conflict')) throw cause;
  }
  const server = await accounts.serverActor();
  const { id, token } = await accounts.createToken(server, {
    name: 'maskroom import',
    userId: file.actor.userId,
    expiresAt: Date.now() + HOUR_MS,
    scope: { role: 'lead', projectId: file.projectId },
  });
  try {
    const host = ['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host;
    const name = host.includes(':') ? `[${host}]` : host;
    return await sendImport(`http://${name}:${settings.port}`, token, file);
  } finally {
    await accounts.revokeToken(server, id);
  }
}

function linesOf({ counts, images, labels, skipped, taken }: ImportReport): string[] {
  const leftOut = Object.entries(counts);
  const total = leftOut.reduce((sum, [, count]) => sum + count, 0);
  return [
    `${taken} annotations taken, on ${images.labelled} pictures.`,
    ...(images.added > 0 ? [`${images.added} pictures added.`] : []),
    ...(labels.length > 0 ? [`New labels: ${labels.join(', ')}.`] : []),
    ...(total > 0 ? [`${total} left out:`] : []),
    ...table(
      leftOut.map(([code, count]) => {
        const first = skipped.find((skip) => skip.code === code);
        return [
          code,
          String(count),
          first ? `${first.imageFileName ?? first.file ?? ''} ${first.message}`.trim() : '',
        ];
      }),
    ),
  ];
}
