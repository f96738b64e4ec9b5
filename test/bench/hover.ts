import { setTimeout as wait } from 'node:timers/promises';
import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { samplePictures } from './samplePictures.ts';
import { printTable } from './table.ts';

const STROKES = 6;
const PROMPTS = 50;
const EVERY_MS = 16;

/** Strokes of fifty hover prompts at the rate of a screen: how old the prompt is whose mask is shown. */
export async function benchHover(): Promise<void> {
  await using place = await openPlace(await samplePictures(1));
  const [image] = place.images;
  const ann = await place.annotator('Ann');
  await using client = await liveClient(place.url, ann.token);
  await client.openImage(image.id);
  await client.prompt({ promptId: 'warm', imageId: image.id, points: [[9, 9, 1]] });
  const [ages, decodes, inDecodes, shown]: number[][] = [[], [], [], []];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const replies: Promise<void>[] = [];
    let count = 0;
    for (let i = 0; i < PROMPTS; i++) {
      const setAt = performance.now();
      const points: [number, number, 1][] = [[((i + 1) / (PROMPTS + 2)) * image.width, image.height / 2, 1]];
      const prompt = { promptId: `${stroke} ${i}`, imageId: image.id, hover: true, points };
      replies.push(
        client.prompt(prompt).then(({ status, timings }) => {
          if (status !== 'done') return;
          count++;
          const [age, decode] = [performance.now() - setAt, timings.decodeMs + timings.traceMs];
          // It has waited for the one before it: on a machine whose speed changes that one is the measure too.
          inDecodes.push((2 * age) / (decode + (decodes.at(-1) ?? decode)));
          ages.push(age);
          decodes.push(decode);
        }),
      );
      await wait(EVERY_MS);
    }
    await Promise.all(replies);
    shown.push(count);
  }
  printTable(`Strokes of ${PROMPTS} hover prompts, one each ${EVERY_MS} ms, built-in model`, [
    { name: 'a decode', values: decodes },
    { name: 'age of the prompt whose mask is shown', values: ages },
    {
      name: 'the same, in decodes (its own and the one before)',
      values: inDecodes,
      unit: '×',
      target: 'p95 ≤ 2',
    },
    { name: `masks shown of ${PROMPTS} prompts`, values: shown, unit: '' },
  ]);
}
