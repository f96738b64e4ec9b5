import { setTimeout as wait } from 'node:timers/promises';
import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { samplePictures } from './samplePictures.ts';
import { printTable, quantile } from './table.ts';

const ROUNDS = 3;
const CLICKS = 20;
const EVERY_MS = 250;

/** Clicks of one person alone, and while somebody else has automatic masks of another picture made, by turns. */
export async function benchBesideEverything(): Promise<void> {
  await using place = await openPlace(await samplePictures(2));
  const [clicked, masked] = place.images;
  const [ann, ben] = [await place.annotator('Ann'), await place.annotator('Ben')];
  await using anns = await liveClient(place.url, ann.token);
  await using bens = await liveClient(place.url, ben.token);
  await anns.openImage(clicked.id);
  await bens.openImage(masked.id);
  for (const [client, { id }] of [
    [anns, clicked],
    [bens, masked],
  ] as const)
    await client.prompt({ promptId: 'warm', imageId: id, points: [[9, 9, 1]] });

  async function clicks(): Promise<number[]> {
    const taken: number[] = [];
    for (let i = 0; i < CLICKS; i++) {
      await anns.socket.emitWithAck('prompt:clear', { imageId: clicked.id });
      const [x, y] = [((i * 0.618) % 1) * clicked.width, ((i * 0.414) % 1) * clicked.height];
      const startedAt = performance.now();
      await anns.prompt({ promptId: `${startedAt}`, imageId: clicked.id, points: [[x, y, 1]] });
      taken.push(performance.now() - startedAt);
      await wait(EVERY_MS);
    }
    return taken;
  }

  const [alone, beside]: number[][] = [[], []];
  let done = 0;
  bens.socket.on('everything:progress', (progress) => {
    done = progress.done;
  });
  const perSecond: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(...(await clicks()));
    done = 0;
    const startedAt = performance.now();
    const options = { points_per_side: 64, points_per_batch: 8 };
    await bens.socket.emitWithAck('everything:start', { imageId: masked.id, options });
    beside.push(...(await clicks()));
    perSecond.push((done * 1_000) / (performance.now() - startedAt));
    await bens.socket.emitWithAck('everything:cancel', { imageId: masked.id });
  }
  printTable('Clicks of one person, and automatic masks of another beside them, built-in model', [
    { name: 'click → candidates, alone', values: alone },
    { name: 'click → candidates, beside automatic masks', values: beside },
    {
      name: 'p95 beside / p95 alone',
      values: [quantile(beside, 0.95) / quantile(alone, 0.95)],
      unit: '×',
    },
    { name: 'grid points that were answered beside', values: perSecond, unit: '/s' },
  ]);
}
