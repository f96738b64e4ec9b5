import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import type { Contender, Picture } from './contender.ts';

/**
 * The decoder of `folder` in onnxruntime-web, as annotation tools run it in the browser: one thread, which is what a page
 * without cross-origin isolation has, and masks enlarged to the picture's size in the graph.
 */
export async function openWasmSam(folder: string, { width, height }: Picture): Promise<Contender> {
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(await readFile(join(folder, 'decoder.onnx')));
  const tensor = (values: ArrayLike<number>, dims: number[]) =>
    new Tensor('float32', Float32Array.from(values), dims);
  const embedding = Float32Array.from({ length: 256 * 64 * 64 }, (_, i) => Math.sin(i / 999));
  const fixed = {
    image_embeddings: tensor(embedding, [1, 256, 64, 64]),
    mask_input: tensor(new Float32Array(256 * 256), [1, 1, 256, 256]),
    has_mask_input: tensor([0], [1]),
    orig_im_size: tensor([height, width], [2]),
  };
  const scale = 1_024 / Math.max(width, height);
  return {
    name: 'onnxruntime-web, wasm, 1 thread',
    click: (x, y) =>
      session.run({
        ...fixed,
        point_coords: tensor([x * scale, y * scale, 0, 0], [1, 2, 2]),
        point_labels: tensor([1, -1], [1, 2]),
      }),
    close: () => session.release(),
  };
}
