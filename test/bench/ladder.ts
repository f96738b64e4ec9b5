import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { decodeTimes } from '@maskroom/server/inference/ladder/agreement.ts';
import { buildRung } from '@maskroom/server/inference/ladder/buildRung.ts';
import { readGround } from '@maskroom/server/inference/ladder/ground.ts';
import { type RungName, rungNames } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import { type OpenRung, openRung } from '@maskroom/server/inference/ladder/rungModel.ts';
import { writeSamSizedModel } from '../support/onnx/sam/writeSamSizedModel.ts';

const ROUNDS = 30;

/** A decoder of SAM's size as it was exported and with each rung, turn by turn on one thread: ratios count. */
export async function benchLadder(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'maskroom-bench-ladder-'));
  try {
    const folder = await writeSamSizedModel(root, { names: 'sam' });
    const manifest = await readManifest(folder);
    const ground = manifest.ok ? await readGround(folder, manifest.value, 1) : manifest;
    if (!ground.ok) throw new Error(ground.error);
    const { original, outputs, prompts } = ground.value;
    const open: OpenRung[] = [await openRung({ decoder: original }, outputs)];
    const climbed = new Set<RungName>();
    for (const rung of rungNames) {
      climbed.add(rung);
      open.push(await openRung(await buildRung(ground.value, climbed), outputs));
    }
    const few = prompts.filter((prompt) => prompt.point_coords.dims[1] <= 5);
    const hasMask = (prompt: (typeof prompts)[number]): boolean => prompt.has_mask_input.data[0] === 1;
    console.log(
      '\n## A decode of SAM’s size, one thread: as exported, and with each rung on top of those before\n',
    );
    console.log(`| prompt | exported | + ${rungNames.join(' | + ')} |`);
    console.log(`|---|---|${rungNames.map(() => '---|').join('')}`);
    for (const [name, of] of [
      ['1 to 4 clicks', few.filter((prompt) => !hasMask(prompt))],
      ['1 to 4 clicks on a mask', few.filter(hasMask)],
    ] as const) {
      const times = await decodeTimes(open, of, ROUNDS);
      const cells = times.map((ms) => `${ms.toFixed(1)} ms (${(times[0] / ms).toFixed(2)} ×)`);
      console.log(`| ${name} | ${cells.join(' | ')} |`);
    }
    await Promise.all(open.map((one) => one.close()));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
