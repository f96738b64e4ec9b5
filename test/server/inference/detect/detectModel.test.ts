import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeModel } from '@maskroom/server/inference/detect/describeModel.ts';
import type { Hints } from '@maskroom/server/inference/detect/hints.ts';
import { tryModel } from '@maskroom/server/inference/detect/tryModel.ts';
import { type Manifest, manifestSchema, readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel } from '../../../support/discScene.ts';
import { GraphWriter } from '../../../support/onnx/GraphWriter.ts';
import { writeLooseEncoder } from '../../../support/onnx/looseModel.ts';
import { toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-detect-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const names = { id: 'found', name: 'Found', license: 'unknown' };
const describePair = (
  folder: string,
  first: string,
  second: string,
  hints: Hints = {},
): Promise<Manifest> => {
  const graph = (file: string) => ({ file, data: file.startsWith('loose') ? [`${file}_data`] : [] });
  return describeModel(folder, [graph(first), graph(second)], names, hints);
};

test.each(Object.keys(toyModels))('%s is recognised from its two files, and answers', async (name) => {
  const toy = toyModels[name]();
  const folder = await writeToyModel(join(root, name.replaceAll(/\W+/g, '-')), toy);
  const written = await readManifest(folder);
  if (!written.ok) throw new Error(written.error);
  // Nothing in the file tells that labels 2 and 3 are read as a box.
  const { boxes } = written.value.prompt;
  const found = await describePair(folder, 'decoder.onnx', 'encoder.onnx', { boxes });
  const { family, input, prompt, ranking, encoder, decoder } = written.value;
  expect(found).toMatchObject({ family, input, ranking, prompt });
  expect(manifestSchema.safeParse(JSON.parse(JSON.stringify(found))).error).toBe(undefined);
  expect(found.encoder.outputs).toEqual(encoder.outputs);
  expect(Object.keys(found.decoder.inputs).sort()).toEqual(Object.keys(decoder.inputs).sort());
  expect(Object.keys(found.decoder.outputs).sort()).toEqual(Object.keys(decoder.outputs).sort());
  const { clickIou, boxIou } = await tryModel(folder, found);
  // The toys answer a click with a disc of their own size, and a box with all that is in it.
  expect(clickIou).toBeGreaterThan(0.1);
  expect(boxIou).toBeGreaterThan(toy.takesBoxes ? 0.7 : 0.1);
});

test('the built-in model is recognised too, and finds the disc', async () => {
  const written = await readManifest(builtinModel);
  const found = await describePair(builtinModel, 'encoder.onnx', 'decoder.onnx');
  expect(found).toMatchObject({ family: 'builtin', input: { side: 512 } });
  expect(written.ok && found.encoder.outputs).toEqual(written.ok && written.value.encoder.outputs);
  const { clickIou, boxIou } = await tryModel(builtinModel, found);
  expect(Math.min(clickIou, boxIou)).toBeGreaterThan(0.7);
});

test('free axes, another output name and weights beside the graph: what runs is what is written down', async () => {
  const folder = await writeToyModel(join(root, 'loose'), toyModels.sam());
  await writeLooseEncoder(folder, 'loose.onnx');
  const found = await describePair(folder, 'loose.onnx', 'decoder.onnx');
  expect(found).toMatchObject({
    family: 'sam',
    input: { side: 1024, mean: [123.675, 116.28, 103.53] },
    encoder: {
      data: [{ file: 'loose.onnx_data' }],
      names: { image_embeddings: '4012' },
      outputs: { image_embeddings: ['float32', 1, 256, 64, 64] },
    },
  });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(found));
  expect(await readManifest(folder)).toMatchObject({ ok: true });
  expect((await tryModel(folder, found)).boxIou).toBeGreaterThan(0.7);
  await writeFile(join(folder, 'loose.onnx_data'), Buffer.alloc(1024, 1));
  expect(await readManifest(folder)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/loose\.onnx_data is not the file/),
  });
  await rm(join(folder, 'loose.onnx_data'));
  await expect(describePair(folder, 'loose.onnx', 'decoder.onnx')).rejects.toThrow(
    /loose\.onnx keeps its weights in a file of its own, which is not there/,
  );
});

const graph = (build: (g: GraphWriter) => void): Buffer => {
  const g = new GraphWriter();
  build(g);
  return g.finish();
};
const identity = (input: string, type: 'float32' | 'int64', axes: (number | string)[], output: string) =>
  graph((g) => g.output(output, [type, ...axes], g.input(input, [type, ...axes])));

test.each<[name: string, change: (folder: string) => Promise<void>, says: RegExp]>([
  ['an empty file', (at) => writeFile(join(at, 'encoder.onnx'), ''), /encoder\.onnx is empty/],
  [
    'a pointer of Git LFS',
    (at) => writeFile(join(at, 'encoder.onnx'), 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    /Git LFS pointer.*git lfs pull/,
  ],
  [
    'a web page',
    (at) => writeFile(join(at, 'decoder.onnx'), '<!DOCTYPE html><html>Sign in</html>'),
    /decoder\.onnx is a web page/,
  ],
  [
    'a file cut short',
    async (at) => {
      const whole = await readFile(join(at, 'decoder.onnx'));
      await writeFile(join(at, 'decoder.onnx'), whole.subarray(0, whole.length / 2));
    },
    /decoder\.onnx cannot be opened as ONNX; it may be damaged or cut short/,
  ],
  ['noise', (at) => writeFile(join(at, 'encoder.onnx'), Buffer.alloc(5000, 0xa7)), /may be damaged/],
  [
    'a detector of things',
    (at) => writeFile(join(at, 'decoder.onnx'), identity('images', 'float32', [1, 3, 640, 640], 'output0')),
    /no model known here: the decoder takes no clicks.*images float32\[1, 3, 640, 640\]/,
  ],
  [
    'the decoder twice',
    async (at) => writeFile(join(at, 'encoder.onnx'), await readFile(join(at, 'decoder.onnx'))),
    /the encoder takes 6 inputs/,
  ],
  [
    'an encoder of something else',
    (at) => writeFile(join(at, 'encoder.onnx'), identity('ids', 'int64', [1, 'words'], 'states')),
    /the encoder takes ids int64\[1, words\]; only float32/,
  ],
  [
    'an encoder whose embedding does not fit',
    (at) => writeFile(join(at, 'encoder.onnx'), identity('x', 'float32', [1, 3, 64, 64], 'y')),
    /nothing gives the decoder image_embeddings float32\[1, 256, 64, 64\]/,
  ],
  [
    'a decoder that asks for more',
    async (at) => {
      const points = (g: GraphWriter) => g.input('point_coords', ['float32', 1, 'n', 2]);
      await writeFile(
        join(at, 'decoder.onnx'),
        graph((g) => {
          for (const [name, axes] of Object.entries({ image_embeddings: [1, 256, 64, 64], interm: [4, 7] }))
            g.input(name, ['float32', ...axes]);
          g.input('point_labels', ['float32', 1, 'n']);
          g.output('low_res_masks', ['float32', 1, 'n', 2], points(g));
          g.output('iou_predictions', ['float32', 1, 'n'], 'point_labels');
        }),
      );
    },
    /nothing gives the decoder interm float32\[4, 7\]/,
  ],
])('%s is refused, and the message says what it is', async (name, change, says) => {
  const folder = await writeToyModel(join(root, `not ${name}`), toyModels.sam());
  await mkdir(folder, { recursive: true });
  await change(folder);
  await expect(describePair(folder, 'encoder.onnx', 'decoder.onnx')).rejects.toThrow(says);
});
