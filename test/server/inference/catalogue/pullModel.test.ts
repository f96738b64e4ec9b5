import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from '@maskroom/server/inference/catalogue/catalogue.ts';
import { listModels, removeModel } from '@maskroom/server/inference/catalogue/listModels.ts';
import { readPins } from '@maskroom/server/inference/catalogue/pins.ts';
import { type PullOptions, pullModel } from '@maskroom/server/inference/catalogue/pullModel.ts';
import { verifyModel } from '@maskroom/server/inference/catalogue/verifyModel.ts';
import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { expect, test } from 'vitest';
import { type SourceFile, startModelSource } from '../../../support/modelSource.ts';
import { toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A model at a host of its own, an entry for it, and a models folder to pull it to. */
async function scene(changes: { published?: boolean; entry?: object; toy?: string } = {}) {
  const written = await writeToyModel(temporaryFolder(), toyModels[changes.toy ?? 'sam']());
  const file = async (name: string): Promise<SourceFile> => ({
    bytes: await readFile(join(written, name)),
    etag: `"${name}-1"`,
  });
  const encoder = await file('encoder.onnx');
  const decoder = await file('decoder.onnx');
  const source = await startModelSource({ '/encoder.onnx': encoder, '/decoder.onnx': decoder });
  const modelsFolder = join(temporaryFolder(), 'models');
  await mkdir(modelsFolder);
  const described = (path: string, { bytes }: SourceFile) => ({
    url: source.url + path,
    bytes: bytes.length,
    ...(changes.published !== false && { sha256: sha256Of(bytes) }),
  });
  const entry = {
    name: 'toy',
    title: 'Toy',
    family: 'sam',
    license: 'Apache-2.0',
    goodFor: 'tests',
    page: `${source.url}/`,
    encoder: [described('/encoder.onnx', encoder)],
    decoder: [described('/decoder.onnx', decoder)],
    ...changes.entry,
  };
  await writeFile(join(modelsFolder, 'catalogue.json'), JSON.stringify({ models: [entry] }));
  const pull = async (options: Partial<PullOptions> = {}) => {
    const [found] = await readCatalogue([modelsFolder]);
    return pullModel(found, { modelsFolder, ...options });
  };
  return { source, encoder, decoder, modelsFolder, pull, installed: () => listModels([modelsFolder]) };
}

test('a model is pulled whole: nothing of it is seen before it works', async () => {
  const { modelsFolder, pull, installed } = await scene();
  const seen: Promise<unknown>[] = [];
  const { folder, manifest } = await pull({ onProgress: () => seen.push(installed()) });
  expect((await Promise.all(seen)).flat()).toEqual([]);
  expect(manifest).toMatchObject({ id: 'toy', name: 'Toy', family: 'sam', license: 'Apache-2.0' });
  expect(await readManifest(folder)).toMatchObject({ ok: true, value: manifest });
  expect((await readdir(folder)).sort()).toEqual(['decoder.onnx', 'encoder.onnx', 'manifest.json']);
  expect(await readdir(join(modelsFolder, '.incoming'))).toEqual([]);
  const [model] = await installed();
  expect(model).toMatchObject({ name: 'toy', fault: null });
  expect(await verifyModel(model, await readCatalogue([modelsFolder]), {})).toMatchObject({
    ok: true,
    checksums: 'published',
  });
  await expect(pull()).rejects.toThrow(/There is a model toy already/);
});

test('a connection cut midway is gone on with at the byte where it broke', async () => {
  const { source, encoder, pull } = await scene();
  encoder.holdAfter = 100;
  await pull({ onProgress: (_, received) => received >= 100 && source.cut() });
  const asked = source.requests.filter(({ path }) => path === '/encoder.onnx');
  expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=100-']);
});

test('a pull that was stopped is gone on with by the next', async () => {
  const { source, pull, installed } = await scene();
  const stop = new AbortController();
  await expect(
    pull({ signal: stop.signal, onProgress: (file) => file === 'decoder.onnx' && stop.abort() }),
  ).rejects.toThrow(/aborted/i);
  expect(await installed()).toEqual([]);
  await pull();
  expect(source.requests.filter(({ path }) => path === '/encoder.onnx').length).toBe(1);
  expect(await installed()).toMatchObject([{ name: 'toy', fault: null }]);
});

test('a half file is not gone on with when its source has another now', async () => {
  const { source, decoder, pull } = await scene();
  const old = { ...decoder, bytes: Buffer.alloc(decoder.bytes.length, 7), etag: '"old"', holdAfter: 500 };
  source.files['/decoder.onnx'] = old;
  const stop = new AbortController();
  await expect(
    pull({
      signal: stop.signal,
      onProgress: (file, received) => file === 'decoder.onnx' && received >= 500 && stop.abort(),
    }),
  ).rejects.toThrow();
  source.files['/decoder.onnx'] = decoder;
  await pull();
  expect(source.requests.at(-1)).toMatchObject({ path: '/decoder.onnx' });
});

test('a source without ETag or date is asked for the whole again', async () => {
  const { source, encoder, pull } = await scene();
  encoder.etag = undefined;
  encoder.holdAfter = 100;
  await pull({ onProgress: (_, received) => received >= 100 && source.cut() });
  const asked = source.requests.filter(({ path }) => path === '/encoder.onnx');
  expect(asked.map(({ range }) => range)).toEqual([undefined, undefined]);
});

test('redirects are followed, also when going on', async () => {
  const { source, encoder, pull } = await scene();
  source.files['/elsewhere'] = encoder;
  source.files['/encoder.onnx'] = { bytes: Buffer.alloc(0), redirectTo: '/elsewhere' };
  encoder.holdAfter = 10;
  await pull({ onProgress: (_, received) => received >= 10 && source.cut() });
  expect(source.requests.filter(({ path }) => path === '/elsewhere').at(-1)).toMatchObject({
    range: 'bytes=10-',
  });
});

test('what is not the file that the catalogue describes is thrown away', async () => {
  const { source, encoder, decoder, pull, installed } = await scene();
  const other = { ...encoder, bytes: Buffer.concat([encoder.bytes, Buffer.from([0])]) };
  source.files['/encoder.onnx'] = other;
  await expect(pull()).rejects.toThrow(
    /is not the file that the catalogue describes \(sha256 [0-9a-f]{64}, expected/,
  );
  expect(await installed()).toEqual([]);
  source.files['/encoder.onnx'] = encoder;
  await pull();
  expect(source.requests.filter(({ path }) => path === '/decoder.onnx').length).toBe(1);
  expect(decoder.bytes.length).toBeGreaterThan(0);
});

test('where no checksum is published the first pull’s is kept, and compared ever after', async () => {
  const { source, encoder, modelsFolder, pull, installed } = await scene({ published: false });
  await pull();
  const pins = await readPins(modelsFolder);
  expect(pins[`${source.url}/encoder.onnx`]).toMatchObject({ sha256: sha256Of(encoder.bytes) });
  const [model] = await installed();
  const catalogue = await readCatalogue([modelsFolder]);
  expect(await verifyModel(model, catalogue, pins)).toMatchObject({ ok: true, checksums: 'pinned' });
  const moved = { ...pins, [`${source.url}/encoder.onnx`]: { sha256: '0'.repeat(64), since: '2020-01-01' } };
  expect(await verifyModel(model, catalogue, moved)).toMatchObject({ ok: false });

  await removeModel(modelsFolder, 'toy');
  const sam2 = await readFile(
    join(await writeToyModel(temporaryFolder(), toyModels['sam, a single mask']()), 'decoder.onnx'),
  );
  source.files['/decoder.onnx'] = { bytes: sam2, etag: '"2"' };
  await expect(pull()).rejects.toThrow(
    /is not what it was when it was first pulled on \d{4}-\d\d-\d\d.*--accept-change/,
  );
  expect(await installed()).toEqual([]);
  await pull({ acceptChange: true });
  expect((await readPins(modelsFolder))[`${source.url}/decoder.onnx`].sha256).toBe(sha256Of(sam2));
});

test('what turns out to be no model is not pinned, and fetched afresh the next time', async () => {
  const { source, decoder, modelsFolder, pull } = await scene({ published: false });
  source.files['/decoder.onnx'] = { bytes: Buffer.from('<html>Sign in</html>'), etag: '"page"' };
  await expect(pull()).rejects.toThrow(/decoder\.onnx is a web page/);
  expect(await readPins(modelsFolder)).toEqual({});
  source.files['/decoder.onnx'] = decoder;
  await pull();
});

test('a model of another family than the catalogue says is refused', async () => {
  const { pull, installed } = await scene({ toy: 'sam2' });
  await expect(pull()).rejects.toThrow(/toy is a model of family sam2, not of sam/);
  expect(await installed()).toEqual([]);
});

test.each([
  [404, /no such file any more \(404\).*encoder\.onnx[\s\S]*models add/],
  [401, /wants a login/],
  [418, /answered 418/],
])('an answer of %i is told, with what to do', async (status, says) => {
  const { source, encoder, pull } = await scene();
  source.files['/encoder.onnx'] = { ...encoder, status };
  await expect(pull()).rejects.toThrow(says);
  expect(source.requests.length).toBe(1);
});

test('a source that stays busy is asked a few times, then it is told', async () => {
  const { source, encoder, pull } = await scene();
  source.files['/encoder.onnx'] = { ...encoder, status: 503 };
  await expect(pull()).rejects.toThrow(/answered 503.*what was fetched is kept/);
  expect(source.requests.length).toBe(4);
});

test('without a network it is told at once what to do instead', async () => {
  const { source, pull } = await scene();
  source.close();
  await expect(pull()).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)[\s\S]*models add/);
});

test('what does not fit on the disk is refused before it is fetched', async () => {
  const { source, pull } = await scene({ entry: { bytes: 10 ** 15 } });
  await expect(pull()).rejects.toThrow(/There is no room for it: 1000000\.0 GB are wanted/);
  expect(source.requests).toEqual([]);
});

test.runIf(process.platform === 'linux')('a disk that fills up on the way is told as such', async () => {
  const { modelsFolder, pull } = await scene();
  await mkdir(join(modelsFolder, '.incoming', 'toy'), { recursive: true });
  await symlink('/dev/full', join(modelsFolder, '.incoming', 'toy', 'encoder.onnx.part'));
  await expect(pull()).rejects.toThrow(/The disk is full/);
});

test('one process at a time fetches a model; a claim ends with its process', async () => {
  const { modelsFolder, pull } = await scene();
  const lock = join(modelsFolder, '.incoming', 'toy.lock');
  await mkdir(join(modelsFolder, '.incoming'), { recursive: true });
  await writeFile(lock, String(process.ppid));
  await expect(pull()).rejects.toThrow(/Another process is fetching toy already/);
  await writeFile(lock, '999999999');
  await pull();
});

test('the catalogue that comes with Maskroom is whole, and every file has its own name', async () => {
  const entries = await readCatalogue([new URL('../../../../models', import.meta.url).pathname]);
  expect(entries.length).toBeGreaterThan(15);
  for (const { encoder, decoder, page } of entries)
    for (const { url } of [...encoder, ...decoder, { url: page }]) expect(url).toMatch(/^https:\/\//);
});
