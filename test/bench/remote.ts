import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { discPixels, resizedRgb } from '../support/discScene.ts';
import { manifestAlone } from '../support/kserve/kserveServer.ts';
import { writeSamSizedModel } from '../support/onnx/sam/writeSamSizedModel.ts';
import { inFolder } from './samSized.ts';
import { printTable, quantile } from './table.ts';

const CLICKS = 15;
const WARM_UP = 3;
const image = { width: 1_920, height: 1_080 };

/** The same decoder of SAM's size in the product's threads, and on the tests' inference server on the same machine. */
export const benchRemote = (): Promise<void> =>
  inFolder(async (root) => {
    const folder = await writeSamSizedModel(join(root, 'sam'), { names: 'sam' });
    const servers = await Promise.all([startServer(folder, ''), startServer(folder, 'keeps')]);
    const bare = await manifestAlone(folder);
    const overThere = (url: string): Promise<Segmenter> =>
      openSegmenter(bare, { remote: { urls: [url], slots: 1, timeoutMs: 30_000 } });
    const ways = [
      { name: 'here', segmenter: await openSegmenter(folder, { decodeWorkers: 1 }) },
      { name: 'over there, the embedding goes along', segmenter: await overThere(servers[0].url) },
      { name: 'over there, the server keeps embeddings', segmenter: await overThere(servers[1].url) },
    ];
    try {
      await measure(ways);
    } finally {
      await Promise.all(ways.map(({ segmenter }) => segmenter.close()));
      for (const server of servers) server.stop();
    }
  });

async function startServer(folder: string, keeps: string): Promise<{ url: string; stop(): void }> {
  const script = fileURLToPath(new URL('kserveProcess.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, keeps], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  return { url: String(url), stop: () => void child.kill() };
}

async function measure(ways: readonly { name: string; segmenter: Segmenter }[]): Promise<void> {
  const pixels = discPixels(image, { cx: 800, cy: 500, radius: 260 });
  const encoded = await Promise.all(
    ways.map(async ({ segmenter }) => {
      const content = await resizedRgb(pixels, image, segmenter.contentSize(image));
      return (await segmenter.encode(content, image)).embedding;
    }),
  );
  const taken = ways.map((): number[] => []);
  for (let i = 0; i < CLICKS + WARM_UP; i++) {
    for (const [index, { segmenter }] of ways.entries()) {
      const [x, y] = [((i * 0.618) % 1) * image.width, ((i * 0.414) % 1) * image.height];
      const startedAt = performance.now();
      await segmenter.decode(encoded[index], { prompt: { points: [[x, y, 1]] }, multimask: true });
      if (i >= WARM_UP) taken[index].push(performance.now() - startedAt);
    }
  }
  const here = quantile(taken[0], 0.5);
  printTable(
    'A click of SAM’s size, decoder as exported, turn by turn',
    ways.map(({ name }, i) => ({
      name: `${name} (${(quantile(taken[i], 0.5) / here).toFixed(2)} × here)`,
      values: taken[i],
    })),
  );
}
