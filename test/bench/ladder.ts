import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { decodeTimes } from '@maskroom/server/inference/ladder/agreement.ts';
import { buildRung } from '@maskroom/server/inference/ladder/buildRung.ts';
import { readGround } from '@maskroom/server/inference/ladder/ground.ts';
import { type RungName, rungNames } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import { randomPrompts } from '@maskroom/server/inference/ladder/randomPrompts.ts';
import { type OpenRung, openRung } from '@maskroom/server/inference/ladder/rungModel.ts';
import { writeSamSizedModel } from '../support/onnx/sam/writeSamSizedModel.ts';

const ROUNDS = 20;

/** A decoder of SAM's size as it was exported and with each rung, turn by turn on one thread: ratios count. */
export async function benchLadder(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'maskroom-bench-ladder-'));
  try {
    const folder = await writeSamSizedModel(root, { names: 'sam' });
    const manifest = await readManifest(folder);
    if (!manifest.ok) throw new Error(manifest.error);
    const ground = await readGround(folder, manifest.value, 1);
    if (!ground.ok) throw new Error(ground.error);
    const { original, outputs } = ground.value;
    const open: OpenRung[] = [await openRung({ decoder: original }, outputs)];
    const climbed = new Set<RungName>();
    for (const rung of rungNames) {
      climbed.add(rung);
      open.push(await openRung(await buildRung(ground.value, climbed), outputs));
    }
    const { embedding, family } = ground.value;
    const few = randomPrompts(manifest.value, family, embedding, { count: 24, seed: 2 }).filter(
      (prompt) => prompt.point_coords.dims[1] <= 5,
    );
    const of = (rows: number, hasMask: 0 | 1) =>
      few.filter(
        ({ filled_size: filled, has_mask_input: mask }) =>
          filled.data[0] === rows && mask.data[0] === hasMask,
      );
    console.log(
      '\n## A decode of SAM’s size, processor time: as exported, and with each rung on top of those before\n',
    );
    console.log(`| 1 to 4 clicks | exported | + ${rungNames.join(' | + ')} |`);
    console.log(`|---|---|${rungNames.map(() => '---|').join('')}`);
    for (const [name, prompts] of [
      ['1920 × 1080', of(144, 0)],
      ['1920 × 1080, on a mask', of(144, 1)],
      ['900 × 1400 and square', of(256, 0)],
    ] as const) {
      const times = await decodeTimes(open, prompts, ROUNDS);
      const cells = times.map((ms) => `${ms.toFixed(1)} ms (${(times[0] / ms).toFixed(2)} ×)`);
      console.log(`| ${name} | ${cells.join(' | ')} |`);
    }
    await Promise.all(open.map((one) => one.close()));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
