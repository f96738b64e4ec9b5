import { emailSchema } from '@maskroom/shared/protocol/http';
import type { Command } from 'commander';
import { inviteLink } from '../account/invites.ts';
import { findUserByEmail } from '../store/userStore.ts';
import { exitCodes, Failed } from './exit.ts';
import { print } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';
import { withDatabase } from './withDatabase.ts';

interface UserFlags extends SettingFlags {
  readonly name: string;
  readonly admin?: boolean;
  readonly json?: boolean;
}

interface TokenFlags extends SettingFlags {
  readonly name: string;
  readonly days?: string;
  readonly json?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

export function addAccountCommands(program: Command): void {
  const add = program
    .command('user')
    .description('people who may sign in')
    .command('add')
    .description('make an account; prints the link that sets its password')
    .argument('<email>')
    .requiredOption('--name <name>', 'what others see')
    .option('--admin', 'may do everything in every project')
    .option('--json', 'for machines');
  withSettingFlags(add).action(addUser);

  const token = program
    .command('token')
    .description('make a token that acts as a person; it is shown this once')
    .argument('<email>')
    .requiredOption('--name <name>', 'what the token is for')
    .option('--days <days>', 'how long it holds; for ever when left out')
    .option('--json', 'for machines');
  withSettingFlags(token).action(addToken);
}

async function addUser(address: string, { admin = false, json, name, ...flags }: UserFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const email = parseEmail(address);
  const { inviteToken, userId } = await withDatabase(settings, (_, accounts) =>
    accounts.addPerson({ email, name, isAdmin: admin }),
  );
  const link = inviteLink(
    settings.publicUrl ?? `http://${settings.host}:${settings.port}`,
    inviteToken ?? '',
  );
  print(json, { userId, email, link }, [`${name} sets a password here, within 7 days: ${link}`]);
}

async function addToken(address: string, { days, json, name, ...flags }: TokenFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const email = parseEmail(address);
  const expiresAt = days === undefined ? undefined : Date.now() + parseDays(days) * DAY_MS;
  const { token } = await withDatabase(settings, async (db, accounts) => {
    const user = await findUserByEmail(db, email);
    if (!user) throw new Failed(exitCodes.failed, `Nobody has the email ${email}.`);
    return accounts.createToken(await accounts.serverActor(), { name, userId: user.id, expiresAt });
  });
  print(json, { token }, [token]);
}

function parseEmail(text: string): string {
  const parsed = emailSchema.safeParse(text);
  if (!parsed.success) throw new Failed(exitCodes.usage, `"${text}" is not an email address.`);
  return parsed.data;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= 36_500))
    throw new Failed(exitCodes.usage, '--days takes a number of days above 0.');
  return days;
}
