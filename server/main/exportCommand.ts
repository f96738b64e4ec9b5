import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFormats } from '@maskroom/shared/protocol/http';
import { type Command, Option } from 'commander';
import { createLog } from '../log/log.ts';
import { exportCoco } from '../transfer/exportCoco.ts';
import { openExport } from '../transfer/openExport.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';
import { withDatabase } from './withDatabase.ts';

interface ExportFlags extends SettingFlags {
  readonly accepted?: boolean;
  readonly out?: string;
}

export function addExportCommand(program: Command): void {
  const command = program
    .command('export')
    .description("write a project's annotations, to stdout or a file")
    .argument('<project>', "the project's id, as its address shows it")
    .addOption(new Option('--format <format>', 'how').choices(exportFormats).default('coco'))
    .option('--accepted', 'only what a reviewer accepted')
    .option('--out <file>', 'write to this file');
  withSettingFlags(command).action(async (project: string, { accepted, out, ...flags }: ExportFlags) => {
    const settings = settingsFrom(flags);
    await withDatabase(settings, async (db) => {
      const source = await openExport(db, project, accepted ? { decision: 'accepted' } : {});
      const text = Readable.from(exportCoco(source, createLog(settings.logLevel)));
      if (out !== undefined) await pipeline(text, createWriteStream(out));
      else for await (const chunk of text) process.stdout.write(String(chunk));
    });
  });
}
