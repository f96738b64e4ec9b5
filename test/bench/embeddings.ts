import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddingCache } from '@maskroom/server/embedding/EmbeddingCache.ts';
import { EmbeddingFiles } from '@maskroom/server/embedding/EmbeddingFiles.ts';
import { EmbeddingShelf } from '@maskroom/server/embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '@maskroom/server/embedding/EncodeQueue.ts';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { builtinModel, discPixels, resizedRgb } from '../support/discScene.ts';
import { climbedSamSizedModel, inFolder } from './samSized.ts';
import { printTable } from './table.ts';

const PICTURES = 8;
const HITS = 200;
const image = { width: 1_920, height: 1_080 };
const MIB = 2 ** 20;

/** What a picture that is ready takes, of each model: time to encode it, memory, disk, and to find it again. */
export const benchEmbeddings = (): Promise<void> =>
  inFolder(async (root) => {
    await measure(builtinModel, join(root, 'builtin'));
    await measure(await climbedSamSizedModel(join(root, 'sam')), join(root, 'kept'));
  });

async function measure(folder: string, root: string): Promise<void> {
  const segmenter = await openSegmenter(folder, { decodeWorkers: 1 });
  const files = await EmbeddingFiles.open(root, 1e9);
  const shelf = new EmbeddingShelf(1e9);
  const rgb = await resizedRgb(
    discPixels(image, { cx: 800, cy: 500, radius: 260 }),
    image,
    segmenter.contentSize(image),
  );
  const pictures = {
    get: async (id: string) => ({ id, sha256: id.repeat(64), ...image }),
    readRgb: async () => rgb,
  };
  const cacheWith = (own: EmbeddingShelf): EmbeddingCache =>
    new EmbeddingCache(segmenter, { pictures, shelf: own, queue: new EncodeQueue(), files });
  const ids = Array.from({ length: PICTURES }, (_, i) => String(i));
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  try {
    const cache = cacheWith(shelf);
    const [encodes, hits, reads, sizes]: number[][] = [[], [], [], []];
    for (const id of ids) encodes.push(await timed(() => cache.get(id)));
    for (let i = 0; i < HITS; i++) hits.push(await timed(() => cache.get(ids[i % PICTURES])));
    const kept = async (): Promise<string[]> =>
      (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.tensors'));
    while ((await kept()).length < PICTURES) await wait(20);
    for (const name of await kept()) sizes.push((await stat(join(root, name))).size / MIB);
    const afterRestart = cacheWith(new EmbeddingShelf(1e9));
    for (const id of ids) reads.push(await timed(() => afterRestart.get(id)));
    printTable(`${segmenter.model.name}: a picture of ${image.width} × ${image.height} that is ready`, [
      { name: 'encode, from pixels of the model’s size', values: encodes },
      { name: 'found in memory', values: hits },
      { name: 'found on disk, as after a restart', values: reads },
      { name: 'takes of memory', values: [shelf.bytes / PICTURES / MIB], unit: 'MiB' },
      { name: 'takes of the disk', values: sizes, unit: 'MiB' },
    ]);
  } finally {
    await segmenter.close();
  }
}
