import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Size } from '@maskroom/server/inference/imageFrame.ts';
import { ownTensor } from '@maskroom/server/inference/tensor/embeddingTensors.ts';
import type { PointPrompt, Prompt } from '@maskroom/shared/prompt/prompt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenToyModel, openToyModel } from '../../../support/onnx/openToyModel.ts';
import { EMBEDDING_WEIGHT, MASK_SIDE, TOKEN_IOUS } from '../../../support/onnx/toyAnswer.ts';
import {
  firstWrongPixel,
  isVisible,
  placeInFrame,
  toyDistance,
} from '../../../support/onnx/toyExpectation.ts';
import { type ToyModel, toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

const landscape: Size = { width: 5000, height: 3333 };
const sliver: Size = { width: 4096, height: 31 };
const sizes: readonly Size[] = [{ width: 1, height: 1 }, sliver, { width: 31, height: 4096 }, landscape];
const portrait: Size = { width: 333, height: 500 };
const paint = [200, 30, 90] as const;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-toys-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Where the parabola through the samples 0, 100 and 200 of a mask has its top, in px of the frame of 1024. */
function vertexOf([first, middle, last]: readonly number[]): number {
  const step = 100 * (1024 / MASK_SIDE);
  const sample = 100.5 * (1024 / MASK_SIDE);
  return sample + (step * (first - last)) / (2 * (first - 2 * middle + last));
}

describe.each(Object.entries(toyModels))('%s', (name, make) => {
  let toy: ToyModel;
  let model: OpenToyModel;
  beforeAll(async () => {
    toy = make();
    model = await openToyModel(await writeToyModel(join(root, name.replaceAll(/\W+/g, '-')), toy));
  });

  const placed = (image: Size): Size => placeInFrame(image, toy.fit, toy.encoder.side);
  const encodings = new Map<Size, ReturnType<OpenToyModel['encode']>>();
  const encoded = (image: Size): ReturnType<OpenToyModel['encode']> => {
    const encoding = encodings.get(image) ?? model.encode(image, () => paint);
    encodings.set(image, encoding);
    return encoding;
  };
  const expectToyShape = async (image: Size, prompt: Prompt, multimask: boolean): Promise<void> => {
    const { candidates } = await model.decode(await encoded(image), { prompt, multimask });
    const content = placed(image);
    const tokens = (multimask ? toy.multimask : [toy.single]).filter((token) =>
      isVisible(token, image, content),
    );
    // On a sliver one disc is as stable as another: their order there says nothing.
    const ordered =
      model.manifest.ranking === 'stability' ? candidates.toSorted((a, b) => b.area - a.area) : candidates;
    const outline = prompt.points.length > 1 || prompt.box ? 'corners' : 'arc';
    expect(
      ordered.map(({ geometry }, i) => {
        const distance = toyDistance({ ...prompt, token: tokens[i] }, image, content);
        return firstWrongPixel(geometry, image, content, distance, outline);
      }),
    ).toEqual(tokens.map(() => null));
  };

  test.each(sizes)(
    'a lone click lands where it was made, on a picture of $width × $height',
    async (image) => {
      await expectToyShape(image, { points: [[image.width * 0.4, image.height * 0.5, 1]] }, true);
    },
  );

  test.each([landscape, sliver])(
    'and its middle is the click’s, to a twentieth of a pixel: $width × $height',
    async (image) => {
      const [x, y] = [image.width * 0.4, image.height * 0.55];
      const answer = await model.decode(await encoded(image), { prompt: { points: [[x, y, 1]] } });
      const [logits] = answer.lowResMasks;
      const content = placed(image);
      const found = [1, MASK_SIDE].map((stride) => vertexOf([0, 100, 200].map((i) => logits[i * stride])));
      expect(found[0]).toBeCloseTo((x * content.width) / image.width, 1);
      expect(found[1]).toBeCloseTo((y * content.height) / image.height, 1);
    },
  );

  test.each([landscape, portrait])('several clicks mean one thing: $width × $height', async (image) => {
    const at = (x: number, y: number, label: 0 | 1) => [x * image.width, y * image.height, label] as const;
    await expectToyShape(image, { points: [at(0.4, 0.5, 1), at(0.6, 0.7, 1), at(0.5, 0.35, 0)] }, false);
  });

  test.each([landscape, portrait])('a box, and a box with clicks: $width × $height', async (image) => {
    const box = [0.2, 0.25, 0.7, 0.9].map((part, i) => part * (i % 2 ? image.height : image.width));
    const prompt: Prompt = { points: [], box: [box[0], box[1], box[2], box[3]] };
    const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 1] as const;
    const inside = [0.3 * image.width, 0.4 * image.height, 1] as const;
    if (toy.takesBoxes) {
      await expectToyShape(image, prompt, false);
      await expectToyShape(image, { ...prompt, points: [inside, [box[2], box[3], 0]] }, false);
    } else {
      const asked = async (of: Prompt) =>
        model.decode(await encoded(image), { prompt: of, multimask: false });
      expect((await asked(prompt)).candidates).toEqual((await asked({ points: [middle] })).candidates);
      const clicked = { ...prompt, points: [inside] };
      expect((await asked(clicked)).candidates).toEqual((await asked({ points: [inside] })).candidates);
    }
  });

  test('a mask to go on from is taken in the frame of the masks, where the model takes one', async () => {
    const points: PointPrompt[] = [
      [1900, 1500, 1],
      [2100, 1500, 1],
    ];
    const ask = async (maskInput?: Float32Array) =>
      model.decode(await encoded(landscape), { prompt: { points }, multimask: false, maskInput });
    const left = Float32Array.from({ length: MASK_SIDE ** 2 }, (_, i) => 100.5 - (i % MASK_SIDE));
    const [plain, masked] = [await ask(), await ask(left)];
    if (!toy.takesMask) {
      expect(masked.candidates).toEqual(plain.candidates);
      return;
    }
    const content = placed(landscape);
    const disc = toyDistance({ points, token: toy.single }, landscape, content);
    // Its zero lies between the samples 100 and 101.
    const edge = 101 * (1024 / MASK_SIDE);
    const [{ geometry }] = masked.candidates;
    const half = (x: number, y: number): number => Math.min(disc(x, y), edge - x);
    expect(firstWrongPixel(geometry, landscape, content, half, 'corners')).toBe(null);
    const [logits] = masked.lowResMasks;
    expect(logits.every((value, i) => value <= left[i])).toBe(true);
  });

  test('the picture goes in by the model’s colours, size and padding, and its embedding reaches the decoder', async () => {
    const image = { width: 1500, height: 1000 };
    const content = placed(image);
    const { side, mean, std } = model.manifest.input;
    const bright = [250, 128, 10] as const;
    const half = (content.width * side) / 1024 / 2;
    const striped = await model.encode(image, (x) => (x < half ? bright : paint));
    for (const [name, tensor] of Object.entries(striped.embedding)) {
      const { data, dims } = ownTensor(tensor);
      if (name.includes('positional')) continue;
      const [channels, height, width] = dims.slice(1);
      const valueAt = (channel: number, x: number, y: number): number =>
        data[(channel * height + Math.floor((y * height) / 1024)) * width + Math.floor((x * width) / 1024)];
      for (const channel of [0, 1, 2]) {
        const ready = (colour: readonly number[]) => (colour[channel] - mean[channel]) / std[channel];
        expect(valueAt(channel, 8, 8)).toBeCloseTo(ready(bright), 2);
        expect(valueAt(channel, content.width - 40, content.height - 40)).toBeCloseTo(ready(paint), 2);
        if (toy.fit === 'padded') expect(valueAt(channel, 500, content.height + 20)).toBe(0);
      }
      expect(data.subarray(3 * height * width, channels * height * width).every((value) => value === 0)).toBe(
        true,
      );
    }
    if (model.manifest.ranking === 'stability') return;
    const weights = Object.values(striped.embedding).map(
      (tensor, k) => ownTensor(tensor).data[0] * EMBEDDING_WEIGHT * 0.1 ** k,
    );
    const added = weights.reduce((sum, weight) => sum + weight, 0);
    const { candidates } = await model.decode(striped, { prompt: { points: [[700, 500, 1]] } });
    expect(candidates.map(({ predictedIou }) => predictedIou.toFixed(4))).toEqual(
      toy.multimask.map((token) => (TOKEN_IOUS[token] + added).toFixed(4)),
    );
  });

  test('the best comes first', async () => {
    const { candidates } = await model.decode(await encoded(portrait), {
      prompt: { points: [[160, 250, 1]] },
    });
    const scores = candidates.map(({ predictedIou }) => predictedIou);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(candidates.length).toBe(toy.multimask.length);
    if (model.manifest.ranking !== 'stability') return;
    expect(scores).toEqual(candidates.map(({ stabilityScore }) => stabilityScore));
    const areas = candidates.map(({ area }) => area);
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  });
});

test('efficient-sam has room for six points: the first click and the latest are kept, and a box', async () => {
  const toy = toyModels['efficient-sam']();
  const model = await openToyModel(await writeToyModel(join(root, 'six'), toy));
  const encoding = await model.encode(landscape, () => paint);
  const clicks = Array.from({ length: 9 }, (_, i): PointPrompt => [1000 + 200 * i, 1500, 1]);
  const ask = async (prompt: Prompt) => (await model.decode(encoding, { prompt })).candidates;
  expect(await ask({ points: clicks })).toEqual(await ask({ points: [clicks[0], ...clicks.slice(4)] }));
  const box = [500, 500, 4000, 3000] as const;
  expect(await ask({ points: clicks, box })).toEqual(
    await ask({ points: [clicks[0], ...clicks.slice(6)], box }),
  );
});

test.each<[name: string, change: (manifest: string) => string, says: RegExp]>([
  [
    'another family',
    (text) => text.replace('"family": "sam"', '"family": "sam-transformers"'),
    /not of family sam-transformers: its decoder takes no input_points/,
  ],
  [
    'an input that the family does not know',
    (text) => text.replaceAll('"orig_im_size"', '"crop_box"'),
    /nothing gives its decoder crop_box/,
  ],
  ['no masks', (text) => text.replaceAll('"low_res_masks"', '"pictures"'), /gives no low_res_masks or masks/],
  [
    'another element type',
    (text) => text.replace(/"orig_im_size": \[\s*"float32"/, '"orig_im_size": [ "int64"'),
    /decoder\.onnx has orig_im_size as float32 \[2\], the manifest says int64 \[2\]/,
  ],
  [
    'another shape',
    (text) => text.replace(/"has_mask_input": \[\s*"float32",\s*1/, '"has_mask_input": [ "float32", 2'),
    /has has_mask_input as float32 \[1\], the manifest says float32 \[2\]/,
  ],
])('a manifest with %s is refused, and the message says why', async (name, change, says) => {
  const folder = await writeToyModel(join(root, `not ${name}`), toyModels.sam());
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(path, change(text));
  await expect(openToyModel(folder)).rejects.toThrow(says);
});
