import type { PromptReply } from '@maskroom/shared/protocol/socket';
import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { samplePictures } from './samplePictures.ts';
import { printTable } from './table.ts';

const CLICKS = 200;
const WARM_UP = 20;

/** Click → candidates received over loopback on a warm image, and what of it is not the model's run. */
export async function benchClicks(): Promise<void> {
  await using place = await openPlace(await samplePictures(1));
  const [image] = place.images;
  const ann = await place.annotator('Ann');
  await using client = await liveClient(place.url, ann.token);
  await client.openImage(image.id);
  const taken: { wallMs: number; reply: PromptReply; bytes: number }[] = [];
  for (let i = 0; i < CLICKS + WARM_UP; i++) {
    const [x, y] = [((i * 0.618) % 1) * image.width, ((i * 0.414) % 1) * image.height];
    await client.socket.emitWithAck('prompt:clear', { imageId: image.id });
    const startedAt = performance.now();
    const reply = await client.prompt({ promptId: `c${i}`, imageId: image.id, points: [[x, y, 1]] });
    const bytes = reply.candidates.reduce((sum, { geometry }) => sum + geometry.byteLength, 0);
    if (i >= WARM_UP) taken.push({ wallMs: performance.now() - startedAt, reply, bytes });
  }
  const run = ({ reply }: (typeof taken)[number]): number => reply.timings.decodeMs;
  printTable('Click → three candidates, warm image, built-in model, one annotator', [
    { name: 'click → candidates received', values: taken.map(({ wallMs }) => wallMs), target: 'p95 ≤ 60 ms' },
    { name: 'the model run', values: taken.map(run) },
    { name: 'everything else', values: taken.map((click) => click.wallMs - run(click)), target: '≤ 8 ms' },
    { name: '  of it tracing to polygons', values: taken.map(({ reply }) => reply.timings.traceMs) },
    { name: '  of it waiting for a worker', values: taken.map(({ reply }) => reply.timings.queueMs) },
    {
      name: 'geometry of the reply',
      values: taken.map(({ bytes }) => bytes / 1024),
      unit: 'kB',
      target: '≤ 8 kB',
    },
  ]);
}
