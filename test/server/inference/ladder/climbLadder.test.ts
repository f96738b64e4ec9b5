import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { climbLadder, LARGEST_DIFFERENCE } from '@maskroom/server/inference/ladder/climbLadder.ts';
import { readLadder } from '@maskroom/server/inference/ladder/ladderFiles.ts';
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
