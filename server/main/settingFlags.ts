import type { Command } from 'commander';
import { readSettings } from '../config/readSettings.ts';
import { flagOf, type SettingName, settingRules } from '../config/settingRules.ts';
import type { Settings } from '../config/settings.ts';
import { exitCodes, Failed } from './exit.ts';

export type SettingFlags = { readonly [name in SettingName]?: string };

/** Adds a flag for every setting; commander hands them back under the names of the table of settings. */
export function withSettingFlags(command: Command): Command {
  for (const rule of Object.values(settingRules)) command.option(`${flagOf(rule)} <value>`, rule.about);
  return command;
}

/** @throws Failed with every wrong setting at once. */
export function settingsFrom(flags: SettingFlags): Settings {
  const read = readSettings(flags, process.env);
  if (read.ok) return read.value;
  throw new Failed(
    exitCodes.settings,
    `These settings are wrong:\n${read.error.map((line) => `  ${line}`).join('\n')}`,
  );
}
