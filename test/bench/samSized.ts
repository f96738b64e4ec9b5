import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { climbLadder } from '@maskroom/server/inference/ladder/climbLadder.ts';
import { describeLadder } from '@maskroom/server/inference/ladder/describeLadder.ts';
import { readLadder } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import { writeSamSizedModel } from '../support/onnx/sam/writeSamSizedModel.ts';
import { benchInference } from './inference.ts';

/** Writes a model of SAM's size as `maskroom models add` would have left it: with its ladder. */
export async function climbedSamSizedModel(folder: string): Promise<string> {
  await writeSamSizedModel(folder, { names: 'sam' });
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Error(manifest.error);
  await climbLadder(folder, manifest.value, { rounds: 5, prompts: 6 });
  console.log(`\nSAM’s size: ${describeLadder(await readLadder(folder, manifest.value))}`);
  return folder;
}

/** A folder for as long as the work takes. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maskroom-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a click takes beside the run of a decoder of SAM's size, stage by stage. */
export const benchSamSized = (): Promise<void> =>
  inFolder(async (root) => benchInference(await climbedSamSizedModel(join(root, 'sam')), { clicks: 40 }));
