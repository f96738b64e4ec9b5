import { familyOf } from '../family/modelFamilies.ts';
import type { LowResMasks, Tensors } from '../family/modelFamily.ts';
import type { ImageFrame, Rgb, Size } from '../imageFrame.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { openDecoder, openImageGraphs } from '../worker/openGraphs.ts';
import { masksDifference } from './masksDifference.ts';
import type { ProbeJob, ProbeReport, RoleProbe } from './probeMessages.ts';

const ENCODES = 2;
const DECODES = 7;
/** Fewer threads that are slower than this, against the best so far, end the search: still fewer are slower still. */
const WORTH_GOING_ON = 1.1;

/**
 * Runs the model on a picture made for it, on the CPU and on the provider, and tells times and differences. For a
 * process of its own: a driver that does not like a graph may take its process along.
 */
export async function probe({ folder, ladder, manifest, provider, threads }: ProbeJob): Promise<ProbeReport> {
  const family = familyOf(manifest);
  if (!family.ok) throw new Error(family.error);
  const image = { width: manifest.input.side, height: Math.ceil(manifest.input.side * 0.75) };
  const content = family.value.contentSize(manifest, image);
  const frame: ImageFrame = { image, content };
  const prompt = { points: [[image.width / 2, image.height / 2, 1] as const] };
  const picture = family.value.imageTensors(manifest, probePicture(content));
  const clicks = family.value.promptTensors(manifest, frame, prompt);
  const readMasks = (outputs: Tensors): LowResMasks =>
    family.value.readMasks(manifest, outputs, { frame, prompt, multimask: true, continues: false });
  const open = (role: 'encode' | 'decode', on: string, count: number): Promise<RunGraph> =>
    (role === 'encode' ? openImageGraphs : openDecoder)(
      folder,
      manifest,
      { threads: count, executionProviders: [on] },
      ladder,
    );

  let encoded: Awaited<ReturnType<typeof timed>> | undefined;
  let best = threads[0];
  for (const count of threads) {
    const run = await open('encode', 'cpu', count);
    const one = await timed(() => run(picture), ENCODES);
    if (!encoded || one.runMs < encoded.runMs) best = count;
    else if (one.runMs > encoded.runMs * WORTH_GOING_ON) break;
    encoded = encoded && encoded.runMs <= one.runMs ? encoded : one;
  }
  if (!encoded) throw new Error('no thread count to try');
  const embedding = encoded.outputs;
  const decodeOnCpu = await open('decode', 'cpu', 1);
  const decoded = await timed(() => decodeOnCpu({ ...embedding, ...clicks }), DECODES);
  const expected = readMasks(decoded.outputs);
  const cpu = {
    threads: best,
    encode: { runMs: encoded.runMs, difference: 0 },
    decode: { runMs: decoded.runMs, difference: 0 },
  };
  if (provider === 'cpu') return { cpu };

  const found = {
    encode: await attempt(async () => {
      const run = await open('encode', provider, 1);
      const { runMs, outputs } = await timed(() => run(picture), ENCODES);
      const masks = readMasks(await decodeOnCpu({ ...outputs, ...clicks }));
      return { runMs, difference: masksDifference(expected, masks) };
    }),
    decode: await attempt(async () => {
      const run = await open('decode', provider, 1);
      const { runMs, outputs } = await timed(() => run({ ...embedding, ...clicks }), DECODES);
      return { runMs, difference: masksDifference(expected, readMasks(outputs)) };
    }),
  };
  return { cpu, found };
}

const attempt = (work: () => Promise<RoleProbe>): Promise<RoleProbe | string> =>
  work().catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)));

/** The fastest of some runs after one that warms up. */
async function timed(
  run: () => Promise<Tensors>,
  runs: number,
): Promise<{ runMs: number; outputs: Tensors }> {
  let outputs = await run();
  let runMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const startedAt = performance.now();
    outputs = await run();
    runMs = Math.min(runMs, performance.now() - startedAt);
  }
  return { runMs, outputs };
}

/** A bright disc on a ground that changes from place to place: numbers of all sizes in the embedding. */
function probePicture({ width, height }: Size): Rgb {
  const data = new Uint8Array(3 * width * height);
  const radius = Math.min(width, height) / 4;
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const inside = Math.hypot(x - width / 2, y - height / 2) < radius;
    data[i] = inside ? 220 - 40 * (i % 3) : 60 + 40 * Math.sin(x / 9) + 30 * Math.cos(y / 13) + (i % 3) * 10;
  }
  return { width, height, data };
}
