import { type DecodeResult, openSegmenter, type Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { Encoder, PacketType } from 'socket.io-parser';
import { builtinModel, discPixels, resizedRgb } from '../support/discScene.ts';
import { printTable } from './table.ts';

const ENCODES = 12;
const CLICKS = 120;
const WARM_UP = 10;
const image = { width: 1920, height: 1080 };

/** The model's threads by themselves, without sockets or documents: 1080p, a disc on textured ground. */
export async function benchInference(folder = builtinModel, { clicks: count = CLICKS } = {}): Promise<void> {
  const segmenter = await openSegmenter(folder);
  try {
    const encodeMs: number[] = [];
    const content = await resizedRgb(
      discPixels(image, { cx: 800, cy: 500, radius: 260 }),
      image,
      segmenter.contentSize(image),
    );
    for (let i = 0; i < ENCODES; i++) encodeMs.push((await segmenter.encode(content, image)).encodeMs);
    const { embedding } = await segmenter.encode(content, image);
    const clicks = await measureClicks(segmenter, embedding, count);
    printTable(`${segmenter.model.name}: encode once, decode per click (three candidates)`, [
      { name: 'encode, all cores, low priority', values: encodeMs },
      { name: 'click → candidates, thread hop included', values: clicks.map(({ wallMs }) => wallMs) },
      { name: '  of it the tensors in', values: clicks.map(({ tensorsMs }) => tensorsMs) },
      { name: '  of it the run', values: clicks.map(({ runMs }) => runMs) },
      {
        name: '  of it reading and scoring the masks',
        values: clicks.map(({ postprocessMs }) => postprocessMs),
      },
      { name: '  of it tracing three masks', values: clicks.map(({ traceMs }) => traceMs), target: '≤ 4 ms' },
      {
        name: '  of it the thread’s queue and the way there and back',
        values: clicks.map((c) => c.wallMs - c.decodeMs - c.traceMs),
      },
      {
        name: 'the reply made ready for the socket, besides',
        values: clicks.map(({ encodeMs }) => encodeMs),
      },
      {
        name: 'everything but the run',
        values: clicks.map((c) => c.wallMs + c.encodeMs - c.runMs),
        target: 'p95 ≤ 8 ms',
      },
      {
        name: 'the same, as a part of the run',
        values: clicks.map((c) => (100 * (c.wallMs + c.encodeMs - c.runMs)) / c.runMs),
        unit: '%',
        target: '≤ 10 % where it is SAM’s size',
      },
      { name: 'geometry of the reply', values: clicks.map(({ kB }) => kB), unit: 'kB', target: '≤ 8 kB' },
    ]);
  } finally {
    await segmenter.close();
  }
}

async function measureClicks(
  segmenter: Segmenter,
  embedding: Parameters<Segmenter['decode']>[0],
  count: number,
) {
  const clicks: (Omit<DecodeResult, 'candidates'> & { wallMs: number; encodeMs: number; kB: number })[] = [];
  for (let i = 0; i < count + WARM_UP; i++) {
    const [x, y] = [((i * 0.618) % 1) * image.width, ((i * 0.414) % 1) * image.height];
    const startedAt = performance.now();
    const answer = await segmenter.decode(embedding, { prompt: { points: [[x, y, 1]] }, multimask: true });
    const wallMs = performance.now() - startedAt;
    const encodeMs = encodingOf({ promptId: `c${i}`, status: 'done', candidates: answer.candidates });
    const kB = answer.candidates.reduce((sum, { geometry }) => sum + geometry.length, 0) / 1024;
    if (i >= WARM_UP) clicks.push({ ...answer, wallMs, encodeMs, kB });
  }
  return clicks;
}

/** Milliseconds that Socket.IO takes to turn a reply into frames. */
function encodingOf(reply: Readonly<Record<string, unknown>>): number {
  const startedAt = performance.now();
  new Encoder().encode({ type: PacketType.ACK, nsp: '/', id: 1, data: [reply] });
  return performance.now() - startedAt;
}
