import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { enlarged, samplePictures } from './samplePictures.ts';
import { printTable } from './table.ts';

/** The first click on a picture of 12 megapixels that nobody opened before, from `image:open` to candidates. */
export async function benchColdPicture(): Promise<void> {
  const samples = Object.entries(await samplePictures(6));
  const large = await Promise.all(
    samples.map(async ([name, bytes]) => [name, await enlarged(bytes, 4_243)] as const),
  );
  await using place = await openPlace(Object.fromEntries(large));
  const ann = await place.annotator('Ann');
  // Uploads are encoded by themselves.
  await using client = await liveClient(await place.restartCold(), ann.token);
  const first: number[] = [];
  for (const image of place.images) {
    const startedAt = performance.now();
    await client.openImage(image.id);
    await client.prompt({
      promptId: image.id,
      imageId: image.id,
      points: [[image.width / 2, image.height / 2, 1]],
    });
    first.push(performance.now() - startedAt);
  }
  const [{ width, height }] = place.images;
  printTable(`First click on a cold picture of ${((width * height) / 1e6).toFixed(1)} megapixels`, [
    { name: 'open → candidates received', values: first, target: '≤ 1500 ms' },
  ]);
}
