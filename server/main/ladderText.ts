import { readManifestAlone } from '../inference/family/manifest.ts';
import { describeLadder } from '../inference/ladder/describeLadder.ts';
import { readLadder } from '../inference/ladder/ladderFiles.ts';

/** What came of making an installed model's decoder faster, for people. */
export async function ladderText(folder: string): Promise<string> {
  const manifest = await readManifestAlone(folder);
  if (!manifest.ok) return 'the model has no manifest that can be read';
  return describeLadder(await readLadder(folder, manifest.value));
}
