import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { addModel } from '../inference/catalogue/addModel.ts';
import { readCatalogue } from '../inference/catalogue/catalogue.ts';
import { listModels } from '../inference/catalogue/listModels.ts';
import { hintsSchema } from '../inference/detect/hints.ts';
import { exitCodes, Failed } from './exit.ts';
import { finishInstallation } from './installedModel.ts';
import { type SettingFlags, settingsFrom, withSettingFlags } from './settingFlags.ts';

interface AddFlags extends SettingFlags {
  readonly name?: string;
  readonly title?: string;
  readonly license?: string;
  readonly side?: string;
  readonly promptSide?: string;
  readonly mean?: string;
  readonly std?: string;
  readonly boxes?: string;
  readonly ranking?: string;
  readonly ladder: boolean;
  readonly json?: boolean;
}

export function addModelsAdd(models: Command): void {
  const command = models
    .command('add')
    .description('install a model from ONNX files: recognises its family and writes the manifest')
    .argument('<paths...>', 'a folder with the two files, or the encoder and the decoder')
    .option('--name <name>', 'what --model will call it; default: the folder’s name')
    .option('--title <title>', 'what people will read')
    .option('--license <license>', 'as its publisher says; needed unless the files are known')
    .option('--side <px>', 'of the encoder’s picture, where the file leaves it free; default 1024')
    .option('--prompt-side <px>', 'of the frame of the points')
    .option('--mean <r,g,b>', 'of values 0..255')
    .option('--std <r,g,b>', 'of values 0..255')
    .addOption(new Option('--boxes <how>', 'transformers.js only').choices(['labels', 'none']))
    .addOption(
      new Option('--ranking <by>', 'what says which mask is best').choices(['predicted-iou', 'stability']),
    )
    .option('--no-ladder', 'leave the decoder as it came')
    .option('--json', 'for machines');
  withSettingFlags(command).action(add);
}

async function add(paths: string[], { json, ladder, title, license, ...flags }: AddFlags): Promise<void> {
  const { modelsFolders } = settingsFrom(flags);
  if (paths.length > 2)
    throw new Failed(exitCodes.usage, 'Name a folder, or two files: an encoder and a decoder.');
  const name = flags.name ?? nameOf(paths[0]);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    throw new Failed(
      exitCodes.usage,
      `"${name}" cannot be a model's name; choose one of letters, digits, dots and dashes with --name.`,
    );
  const taken = (await listModels(modelsFolders)).find((model) => model.name === name);
  if (taken)
    throw new Failed(
      exitCodes.failed,
      `There is a model ${name} already, in ${taken.folder}; choose another --name.`,
    );
  const installed = await addModel(paths, {
    modelsFolder: modelsFolders[0],
    name,
    names: { name: title, license },
    hints: hintsFrom(flags),
    catalogue: await readCatalogue(modelsFolders),
  });
  await finishInstallation(installed, { json, ladder });
}

/** `models/mobile-sam/` and `mobile-sam.encoder.onnx` → `mobile-sam`. */
const nameOf = (path: string): string =>
  basename(path, extname(path) === '.onnx' ? '.onnx' : '').replace(/[._-]?encoder$/, '') || 'model';

function hintsFrom({ side, promptSide, mean, std, boxes, ranking }: Omit<AddFlags, 'ladder'>) {
  const number = (text?: string) => (text === undefined ? undefined : Number(text));
  const triple = (text?: string) => text?.split(',').map(Number);
  const parsed = hintsSchema.safeParse({
    side: number(side),
    promptSide: number(promptSide),
    mean: triple(mean),
    std: triple(std),
    boxes,
    ranking,
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `--${String(path[0]).replace('promptSide', 'prompt-side')}: ${message}`,
  );
  throw new Failed(exitCodes.usage, faults.join('\n'));
}
