import { Problem } from '@maskroom/shared/base/problem';
import { Command } from 'commander';
import { addAccountCommands } from './accountCommands.ts';
import { addConfigCommand } from './configCommand.ts';
import { addDoctorCommand } from './doctorCommand.ts';
import { exitCodes, Failed } from './exit.ts';
import { addExportCommand } from './exportCommand.ts';
import { addImportCommand } from './importCommand.ts';
import { addModelCommands } from './modelCommands.ts';
import { addStartCommand } from './startCommand.ts';

const program = new Command('maskroom')
  .description('Real-time collaborative image labelling with click-to-mask assistance')
  .version('0.1.0')
  .showHelpAfterError()
  .exitOverride((cause) => process.exit(cause.exitCode === 0 ? exitCodes.ok : exitCodes.usage));

addStartCommand(program);
addAccountCommands(program);
addExportCommand(program);
addImportCommand(program);
addModelCommands(program);
addDoctorCommand(program);
addConfigCommand(program);

program.parseAsync().catch((cause: unknown) => {
  const isExpected = cause instanceof Failed || cause instanceof Problem;
  console.error(isExpected ? cause.message : cause);
  process.exit(cause instanceof Failed ? cause.exitCode : exitCodes.failed);
});
