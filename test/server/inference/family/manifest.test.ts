import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { familyOf } from '@maskroom/server/inference/family/modelFamilies.ts';
import { openSegmenter } from '@maskroom/server/inference/segmenter.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinModel } from '../../../support/discScene.ts';

let folder: string;
let original: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskroom-model-'));
  await cp(builtinModel, folder, { recursive: true });
  original = await readFile(join(folder, 'manifest.json'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const withManifest = async (text: string) => {
  await writeFile(join(folder, 'manifest.json'), text);
  return readManifest(folder);
};

test('the built-in model is whole and of a family this server knows', async () => {
  const manifest = await readManifest(builtinModel);
  expect(manifest).toMatchObject({ ok: true, value: { id: 'builtin', family: 'builtin' } });
  expect(manifest.ok && familyOf(manifest.value)).toMatchObject({ ok: true });
});

test.each<[name: string, change: (text: string) => string, says: RegExp]>([
  ['no JSON', () => '{', /is not JSON/],
  ['a missing field', (text) => text.replace('"side"', '"sides"'), /input\.side/],
  [
    'a path instead of a file name',
    (text) => text.replace('"encoder.onnx"', '"../encoder.onnx"'),
    /encoder\.file/,
  ],
  [
    'a file that is not there',
    (text) => text.replace('"encoder.onnx"', '"other.onnx"'),
    /other\.onnx.*cannot be read/,
  ],
  [
    'another sha256',
    (text) => text.replace(/"sha256": "...../, '"sha256": "00000'),
    /sha256 05e5e|sha256 [0-9a-f]{64}, expected 00000/,
  ],
])('a manifest with %s is refused, and the message says why', async (_, change, says) => {
  const manifest = await withManifest(change(original));
  expect(manifest.ok ? '' : manifest.error).toMatch(says);
});

test('a folder without a model is refused', async () => {
  const manifest = await readManifest(join(folder, 'nowhere'));
  expect(manifest.ok ? '' : manifest.error).toMatch(/there is no model in .*nowhere/);
});

test('an unknown family is refused when the model is opened', async () => {
  await withManifest(original.replace('"family": "builtin"', '"family": "constructor"'));
  await expect(openSegmenter(folder)).rejects.toMatchObject({
    code: 'model-failed',
    message: /family constructor/,
  });
});

test('a graph without the tensors that the manifest promises is refused when the model is opened', async () => {
  await withManifest(original.replaceAll('"skip"', '"skipped"'));
  await expect(openSegmenter(folder)).rejects.toMatchObject({
    code: 'model-failed',
    message: /no tensor skipped/,
  });
});
