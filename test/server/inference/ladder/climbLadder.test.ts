import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { climbLadder, LARGEST_DIFFERENCE } from '@maskroom/server/inference/ladder/climbLadder.ts';
import { readLadder } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import { openModel } from '@maskroom/server/inference/onnx/openModel.ts';
import { readModel } from '@maskroom/server/inference/onnx/readModel.ts';
import { ownTensor } from '@maskroom/server/inference/tensor/embeddingTensors.ts';
import { climbInstalled } from '@maskroom/server/main/climbInstalled.ts';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToyModel } from '../../../support/onnx/openToyModel.ts';
import { toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-ladder-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const manifestOf = async (folder: string) => {
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Error(manifest.error);
  return manifest.value;
};
/** Few prompts, few rounds, and no clock that decides. */
const quick = { prompts: 6, rounds: 1, evenIfSlower: true };
const image = { width: 1600, height: 900 };
const prompts: readonly Prompt[] = [
  { points: [[700, 400, 1]] },
  {
    points: [
      [700, 400, 1],
      [900, 500, 0],
    ],
    box: [300, 200, 1200, 800],
  },
];

const openModelFile = async (path: string) => {
  const model = readModel(await readFile(path));
  if (!model.ok) throw new Error(model.error);
  return openModel(model.value);
};

const families = [
  'sam, a single mask',
  'sam2, masks enlarged in the graph',
  'efficient-sam',
  'sam-transformers',
];
test.each(families)('a rewritten decoder answers as it did: %s', async (name) => {
  const make = toyModels[name];
  const folder = await writeToyModel(join(root, name.replaceAll(/\W+/g, '-')), make());
  const report = await climbLadder(folder, await manifestOf(folder), quick);
  expect(report.refused).toBe(undefined);
  for (const rung of report.rungs) {
    expect(rung.kept || rung.why).toBeTruthy();
    if (rung.kept) expect(rung.difference).toBeLessThanOrEqual(LARGEST_DIFFERENCE);
  }
  expect(report.rungs[0]).toMatchObject({ rung: 'cut', kept: true });
  const why = /^(pictures fill its whole frame|nothing in it enlarges masks)$/;
  expect(report.rungs.at(-1)).toMatchObject({ rung: 'crop', kept: false, why: expect.stringMatching(why) });
  const [before, after] = [await openToyModel(folder, { climbed: false }), await openToyModel(folder)];
  const [first, second] = [
    await before.encode(image, (x) => [x % 256, 40, 90]),
    await after.encode(image, (x) => [x % 256, 40, 90]),
  ];
  for (const prompt of prompts) {
    const [expected, found] = [
      await before.decode(first, { prompt }),
      await after.decode(second, { prompt }),
    ];
    expect(found.candidates.map(({ geometry }) => geometry)).toEqual(
      expected.candidates.map(({ geometry }) => geometry),
    );
    // What is kept of an image is kept in half precision.
    for (const [i, { predictedIou }] of found.candidates.entries())
      expect(predictedIou).toBeCloseTo(expected.candidates[i].predictedIou, 2);
  }
});

test('the rows and columns that show the picture are enlarged, no others, and answers stay as they were', async () => {
  const folder = await writeToyModel(join(root, 'plane'), toyModels['sam, masks out of a plane']());
  const report = await climbLadder(folder, await manifestOf(folder), quick);
  expect(report.rungs.at(-1)).toMatchObject({ rung: 'crop', kept: true, difference: 0 });
  const decoder = await openModelFile(join(folder, 'ladder', 'decoder.onnx'));
  const [before, after] = [await openToyModel(folder, { climbed: false }), await openToyModel(folder)];
  for (const [width, height, rows, columns] of [
    [1600, 900, 144, 256],
    [900, 1600, 256, 144],
    [640, 640, 256, 256],
    [4096, 31, 4, 256],
    [31, 4096, 256, 4],
    [1, 1, 256, 256],
  ]) {
    const size = { width, height };
    const [first, second] = [
      await before.encode(size, () => [9, 40, 90]),
      await after.encode(size, () => [9, 40, 90]),
    ];
    const prompt: Prompt = { points: [[0.4 * width, 0.6 * height, 1]] };
    const [expected, found] = [
      await before.decode(first, { prompt }),
      await after.decode(second, { prompt }),
    ];
    expect(found.candidates.map(({ geometry }) => geometry)).toEqual(
      expected.candidates.map(({ geometry }) => geometry),
    );
    expect(found.lowResMasks.map(({ length }) => length)).toEqual(
      expected.lowResMasks.map(({ length }) => length),
    );
    const more: Prompt = { points: [...prompt.points, [0.45 * width, 0.5 * height, 1]] };
    const [next, now] = [
      await before.decode(first, { prompt: more, maskInput: expected.lowResMasks[0] }),
      await after.decode(second, { prompt: more, maskInput: found.lowResMasks[0] }),
    ];
    expect(now.candidates.map(({ geometry }) => geometry)).toEqual(
      next.candidates.map(({ geometry }) => geometry),
    );
    const frame = { image: size, content: after.family.contentSize(after.manifest, size) };
    const tensors = after.family.promptTensors(after.manifest, frame, prompt);
    const image = Object.fromEntries(
      Object.entries(second.embedding).map(([name, tensor]) => [name, ownTensor(tensor)]),
    );
    const answer = await decoder.run({ ...image, ...tensors }, ['low_res_masks']);
    expect(answer.low_res_masks.dims).toEqual([1, 4, rows, columns]);
  }
  await decoder.close();
});

test('a decoder that is no ONNX file is left as it is, and the report says so', async () => {
  const folder = await writeToyModel(join(root, 'broken'), toyModels.sam());
  const path = join(folder, 'decoder.onnx');
  await writeFile(path, (await readFile(path)).subarray(0, 900));
  const manifest = { ...(await manifestOf(await writeToyModel(join(root, 'whole'), toyModels.sam()))) };
  const report = await climbLadder(folder, manifest, quick);
  expect(report).toMatchObject({
    rungs: [],
    refused: /decoder\.onnx is left as it is: it is not an ONNX file/,
  });
  expect((await readLadder(folder, manifest))?.graphs).toBe(null);
});

test('on a disk that takes nothing a model stays as it came, works, and says why', async () => {
  const folder = await writeToyModel(join(root, 'full'), toyModels.sam());
  // Where the ladder's folder would be: every write fails, as on a full disk.
  await writeFile(join(folder, 'ladder'), 'in the way');
  const manifest = await manifestOf(folder);
  const { says } = await climbInstalled({ folder, manifest }, () => {});
  expect(says).toMatch(/^the decoder runs as it came: .*(EEXIST|ENOTDIR)/);
  const model = await openToyModel(folder);
  const encoding = await model.encode(image, () => [9, 40, 90]);
  expect((await model.decode(encoding, { prompt: prompts[0] })).candidates.length).toBe(3);
});

test('a ladder of another file, or one that was changed, is not used', async () => {
  const folder = await writeToyModel(join(root, 'changed'), toyModels.sam());
  const manifest = await manifestOf(folder);
  await climbLadder(folder, manifest, quick);
  expect((await readLadder(folder, manifest))?.graphs).not.toBe(null);
  const other = { ...manifest, decoder: { ...manifest.decoder, sha256: '0'.repeat(64) } };
  expect(await readLadder(folder, other)).toBe(null);
  const path = join(folder, 'ladder', 'decoder.onnx');
  await writeFile(path, (await readFile(path)).subarray(0, 900));
  expect(await readLadder(folder, manifest)).toBe(null);
});
