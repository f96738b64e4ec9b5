import type { Command } from 'commander';
import { explainSettings } from '../config/readSettings.ts';
import { print } from './output.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

export function addConfigCommand(program: Command): void {
  const config = program.command('config').description('what the server would run with');
  const command = config
    .command('print')
    .description('every setting, its value and where it was said')
    .option('--json', 'for machines');
  withSettingFlags(command).action(({ json, ...flags }: SettingFlags & { json?: boolean }) => {
    const settings = explainSettings(flags, process.env);
    const width = Math.max(...settings.map(({ env }) => env.length));
    print(
      json,
      { settings },
      settings.map(
        ({ env, value, origin, about }) =>
          `${env.padEnd(width)}  ${value || '(none)'}  [${origin}]  ${about}`,
      ),
    );
    settingsFrom(flags);
  });
}
