import { bytesText } from '../inference/catalogue/bytesText.ts';
import type { Installation } from '../inference/catalogue/installModel.ts';
import type { Trial } from '../inference/detect/tryModel.ts';
import { climbInstalled } from './climbInstalled.ts';
import { print } from './output.ts';

/** A model that does not find a plain disc is fed the wrong way, or is for other pictures. */
const LEAST_IOU = 0.5;

/** Rewrites the decoder, unless that is not wanted, and tells what is installed. */
export async function finishInstallation(
  installed: Installation,
  { json, ladder }: { readonly json?: boolean; readonly ladder: boolean },
): Promise<void> {
  const tell = (line: string): void => {
    if (!json) console.error(line);
  };
  const climbed = ladder ? await climbInstalled(installed, tell) : null;
  const facts = { ...installedFacts(installed), ladder: climbed?.report ?? null };
  print(json, facts, [...(climbed ? [climbed.says] : []), ...installedLines(installed)]);
}

const installedFacts = ({ name, folder, manifest, bytes, trial }: Installation): object => {
  const { family, license, input, prompt, ranking } = manifest;
  return { name, installed: true, folder, family, license, bytes, input, prompt, ranking, trial };
};

function installedLines({ name, manifest, bytes, trial }: Installation): string[] {
  const { family, input, prompt } = manifest;
  const frame = prompt.side === undefined ? '' : `, points in ${prompt.side} px`;
  return [
    `${name}: ${manifest.name}, family ${family}, ${bytesText(bytes)}, licence ${manifest.license}`,
    `looks at ${input.side} px${frame}; mean ${input.mean.join(' ')}, std ${input.std.join(' ')}`,
    trialLine(trial),
    ...trialWarnings(trial),
    `Use it: maskroom start --model ${name}`,
  ];
}

export const trialLine = ({ encodeMs, decodeMs, clickIou, boxIou }: Trial): string =>
  `asked for a disc: encode ${encodeMs.toFixed(0)} ms, decode ${decodeMs.toFixed(0)} ms, IoU ${clickIou.toFixed(2)} by a click, ${boxIou.toFixed(2)} by a box`;

export const trialWarnings = ({ clickIou, boxIou }: Trial): string[] =>
  Math.max(clickIou, boxIou) >= LEAST_IOU
    ? []
    : [
        'Warning: it did not find the disc. If its answers are poor on pictures too, it may want another --mean, --std or --side; see docs/models.md.',
      ];
