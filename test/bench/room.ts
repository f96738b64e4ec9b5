import { randomUUID } from 'node:crypto';
import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { enlarged, samplePictures } from './samplePictures.ts';
import { printTable, quantile } from './table.ts';

const ANNOTATORS = 20;
const IMAGES = 10;
const PROMPTS_PER_SECOND = 2;
const SECONDS = 20;
const CROWDS = [1, 5, 20] as const;
const CROWD_SECONDS = 8;

/**
 * How many prompts 1, 5 and 20 annotators get answered in a second when each asks the next as soon as the last is
 * answered, and twenty at 2/s on ten images: nobody starves, and the event loop stays free.
 */
export async function benchRoom(): Promise<void> {
  const samples = Object.entries(await samplePictures(IMAGES));
  const pictures = await Promise.all(
    Array.from(
      { length: IMAGES },
      async (_, i) => [`${i}.jpg`, await enlarged(samples[i % samples.length][1], 1_200 - i)] as const,
    ),
  );
  await using place = await openPlace(Object.fromEntries(pictures));
  const people = await Promise.all(
    Array.from({ length: ANNOTATORS }, (_, i) => place.annotator(`Person${i}`)),
  );
  const clients = await Promise.all(people.map(({ token }) => liveClient(place.url, token)));
  for (const [i, client] of clients.entries()) await client.openImage(place.images[i % IMAGES].id);
  for (const [i, client] of clients.slice(0, IMAGES).entries())
    await client.prompt({ promptId: 'warm', imageId: place.images[i].id, points: [[9, 9, 1]] });
  const crowds: { people: number; perSecond: number; latencies: number[] }[] = [];
  for (const people of CROWDS) {
    const startedAt = performance.now();
    const asked = clients
      .slice(0, people)
      .map((client, i) => promptAtOnce(client, place.images[i % IMAGES], i));
    const latencies = (await Promise.all(asked)).flat();
    // The last are answered after the time is over.
    const seconds = (performance.now() - startedAt) / 1_000;
    crowds.push({ people, perSecond: latencies.length / seconds, latencies });
  }
  printTable(
    `Each annotator's next prompt as soon as the last is answered, ${CROWD_SECONDS} s`,
    crowds.flatMap(({ people, perSecond, latencies }) => [
      {
        name: `${people} at it: prompts answered a second`,
        values: [perSecond],
        unit: '/s',
      },
      { name: `${people} at it: click → candidates`, values: latencies },
    ]),
  );
  await place.metric('nodejs_eventloop_lag_p99_seconds');

  const latencies = await Promise.all(
    clients.map((client, i) => promptSteadily(client, place.images[i % IMAGES], i)),
  );
  const lagMs = (await place.metric('nodejs_eventloop_lag_p99_seconds')) * 1_000;
  for (const client of clients) await client[Symbol.asyncDispose]();

  const p95s = latencies.map((own) => quantile(own, 0.95)).sort((a, b) => a - b);
  printTable(
    `${ANNOTATORS} annotators at ${PROMPTS_PER_SECOND} prompts/s on ${IMAGES} images, ${SECONDS} s`,
    [
      { name: 'click → candidates, all', values: latencies.flat() },
      { name: "p95 of each annotator's clicks", values: p95s, target: 'worst ≤ 3 × median' },
      {
        name: 'worst p95 / median p95',
        values: [p95s[p95s.length - 1] / quantile(p95s, 0.5)],
        unit: '×',
        target: '≤ 3',
      },
      { name: 'event loop delay, p99', values: [lagMs], target: '≤ 20 ms' },
    ],
  );
}

const placeOf = (image: { width: number; height: number }, seed: number, i: number): [number, number, 1] => [
  (((seed + i) * 0.618) % 1) * image.width,
  (((seed * 3 + i) * 0.414) % 1) * image.height,
  1,
];

async function ask(
  client: Awaited<ReturnType<typeof liveClient>>,
  image: { id: string; width: number; height: number },
  seed: number,
  i: number,
): Promise<number> {
  const askedAt = performance.now();
  const points = [placeOf(image, seed, i)];
  const reply = await client.prompt({ promptId: randomUUID(), imageId: image.id, points });
  if (reply.status !== 'done') throw new Error(`prompt ${i} of annotator ${seed} ended as ${reply.status}`);
  return performance.now() - askedAt;
}

async function promptAtOnce(
  client: Awaited<ReturnType<typeof liveClient>>,
  image: { id: string; width: number; height: number },
  seed: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const endsAt = performance.now() + 1_000 * CROWD_SECONDS;
  while (performance.now() < endsAt) latencies.push(await ask(client, image, seed, latencies.length));
  return latencies;
}

async function promptSteadily(
  client: Awaited<ReturnType<typeof liveClient>>,
  image: { id: string; width: number; height: number },
  seed: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const every = 1_000 / PROMPTS_PER_SECOND;
  const startedAt = performance.now() + (seed / ANNOTATORS) * every;
  for (let i = 0; i < SECONDS * PROMPTS_PER_SECOND; i++) {
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, startedAt + i * every - performance.now())),
    );
    latencies.push(await ask(client, image, seed, i));
  }
  return latencies;
}
