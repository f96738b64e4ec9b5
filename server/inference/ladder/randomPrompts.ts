import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import type { ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { Size } from '../imageFrame.ts';

const sizes: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 900, height: 1400 },
  { width: 640, height: 640 },
];
/** Of clicks; every third prompt has a box besides. */
const counts = [1, 2, 4, 12, 1, 3, 7, 1];

/** Numbers of 0 … 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The decoder's inputs for prompts of every kind, as the product itself makes them: pictures of several shapes,
 * 1 to 12 clicks, boxes, and, where the model takes one, a mask to go on from in every second.
 */
export function randomPrompts(
  manifest: Manifest,
  family: ModelFamily,
  embedding: Tensors,
  { count, seed }: { readonly count: number; readonly seed: number },
): Tensors[] {
  const random = randomFrom(seed);
  const takesMask = Object.hasOwn(manifest.decoder.inputs, 'mask_input');
  return Array.from({ length: count }, (_, i) => {
    const image = sizes[i % sizes.length];
    const frame = { image, content: family.contentSize(manifest, image) };
    const [x, y] = [() => random() * image.width, () => random() * image.height];
    const points = Array.from(
      { length: counts[i % counts.length] },
      (_, k) => [x(), y(), k === 0 || random() < 0.6 ? 1 : 0] as const,
    );
    const prompt: Prompt = i % 3 === 1 ? { points, box: [0.2 * x(), 0.2 * y(), x(), y()] } : { points };
    const { width, height } = family.lowResFrame(manifest, frame);
    const mask = takesMask && i % 2 === 1 ? lobes(width, height, random) : undefined;
    return { ...embedding, ...family.promptTensors(manifest, frame, prompt, mask) };
  });
}

/** Logits as a decoder gives them: smooth, of both signs. */
function lobes(width: number, height: number, random: () => number): Float32Array {
  const [cx, cy, turn] = [random() * width, random() * height, random() * 6];
  return Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [(at % width) - cx, Math.floor(at / width) - cy];
    return 8 * Math.cos(Math.hypot(x, y) / 30) + 3 * Math.sin(4 * Math.atan2(y, x) + turn);
  });
}
