import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus } from 'node:os';
import { Problem } from '@maskroom/shared/base/problem';
import { z } from 'zod';
import { readManifest } from '../family/manifest.ts';
import { readLadder } from '../ladder/ladderFiles.ts';
import { placeModel } from './placeModel.ts';
import { type Placement, placementSchema } from './placement.ts';
import { probeInProcess } from './probeInProcess.ts';
import { providerSurroundings } from './providerHindrance.ts';

const rememberedSchema = z.record(z.string(), placementSchema);
/** Models, settings and machines that the file tells of; the oldest go. */
const MOST_REMEMBERED = 32;

/**
 * Where the model in `folder` runs, see {@link placeModel}. Measured once for a model, a machine and what was asked for,
 * then read from `memoryFile`. @throws Problem `model-failed`
 */
export async function choosePlacement(
  folder: string,
  { asked, memoryFile }: { asked?: readonly string[]; memoryFile: string },
): Promise<Placement> {
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Problem('model-failed', manifest.error);
  const surroundings = providerSurroundings();
  const { encoder, decoder } = manifest.value;
  const ladder = (await readLadder(folder, manifest.value))?.graphs ?? undefined;
  const key = createHash('sha256')
    .update(JSON.stringify([surroundings, arch(), cpus()[0]?.model, availableParallelism(), asked]))
    .update(JSON.stringify([encoder.sha256, decoder.sha256, ladder?.decoder.sha256]))
    .digest('hex')
    .slice(0, 16);
  const remembered = await readRemembered(memoryFile);
  if (remembered[key]) return remembered[key];
  const placement = await placeModel(folder, manifest.value, {
    asked,
    surroundings,
    ladder,
    probe: probeInProcess,
  });
  if (placement.encode.runMs !== undefined || placement.decode.runMs !== undefined) {
    const newest = Object.entries({ ...remembered, [key]: placement }).slice(-MOST_REMEMBERED);
    // A full disk costs another measurement at the next start, nothing else.
    await writeBeside(memoryFile, JSON.stringify(Object.fromEntries(newest), null, 2)).catch(() => {});
  }
  return placement;
}

async function readRemembered(file: string): Promise<Record<string, Placement>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return rememberedSchema.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

async function writeBeside(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}
