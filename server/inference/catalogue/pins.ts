import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { z } from 'zod';

const pin = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO date of the first download. */
  since: z.string(),
});
const pinsSchema = z.record(z.string(), pin);
export type Pins = z.infer<typeof pinsSchema>;

const fileOf = (modelsFolder: string): string => join(modelsFolder, 'checksums.json');

/** Checksums by address, of files whose source publishes none, as they were when first pulled. */
export async function readPins(modelsFolder: string): Promise<Pins> {
  const path = fileOf(modelsFolder);
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const parsed = pinsSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Problem(
    'bad-request',
    `${path} holds the checksums of models that were pulled, and cannot be read. Restore it, or move it away to trust the sources anew.`,
  );
}

/** Adds to what is there, all or nothing. */
export async function addPins(modelsFolder: string, added: Pins): Promise<void> {
  if (Object.keys(added).length === 0) return;
  await mkdir(modelsFolder, { recursive: true });
  const path = fileOf(modelsFolder);
  const beside = `${path}.${randomUUID()}`;
  const pins = { ...(await readPins(modelsFolder)), ...added };
  await writeFile(beside, `${JSON.stringify(pins, null, 2)}\n`, { flush: true });
  await rename(beside, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
