import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startModelSource } from '../support/modelSource.ts';
import { toyModels, writeToyModel } from '../support/onnx/toyModels.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

// Each command is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `maskroom models …`, built, in a process of its own, as a person runs it. */
function start(data: string, ...args: string[]) {
  const child = spawn(process.execPath, ['server/dist/main.js', 'models', ...args], {
    cwd: root,
    env: { ...process.env, MASKROOM_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code], out, err]) => ({ code, out, err, json: () => JSON.parse(out) }),
  );
  return { child, ended };
}
const models = (data: string, ...args: string[]) => start(data, ...args).ended;

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A data folder whose own catalogue names a toy at a local host. */
async function sceneOf(toy: string) {
  const folder = await writeToyModel(temporaryFolder(), toyModels[toy]());
  const [encoder, decoder] = [
    await readFile(join(folder, 'encoder.onnx')),
    await readFile(join(folder, 'decoder.onnx')),
  ];
  const source = await startModelSource({
    '/encoder.onnx': { bytes: encoder, etag: '"e"' },
    '/decoder.onnx': { bytes: decoder, etag: '"d"' },
  });
  const data = temporaryFolder();
  await mkdir(join(data, 'models'));
  const file = (name: string, bytes: Buffer) => ({
    url: `${source.url}/${name}`,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
  });
  const entry = {
    name: 'toy',
    title: 'Toy',
    family: 'sam',
    license: 'Apache-2.0',
    goodFor: 'tests',
    page: `${source.url}/page`,
    encoder: [file('encoder.onnx', encoder)],
    decoder: [file('decoder.onnx', decoder)],
  };
  await writeFile(join(data, 'models', 'catalogue.json'), JSON.stringify({ models: [entry] }));
  return { data, folder, source };
}

test('from the catalogue to a model in use, checked, damaged, and removed', async () => {
  const { data, source } = await sceneOf('sam');
  const listed = (await models(data, 'ls', '--json')).json();
  expect(listed.installed).toMatchObject([{ name: 'builtin', state: 'in use' }]);
  expect(listed.available).toContainEqual(expect.objectContaining({ name: 'toy', checksums: 'published' }));
  expect(listed.available).toContainEqual(
    expect.objectContaining({ name: 'edge-sam-3x', nonCommercial: true }),
  );

  const pulled = await models(data, 'pull', 'toy');
  expect(pulled).toMatchObject({ code: 0 });
  expect(pulled.err).toMatch(
    /^Toy, licence Apache-2\.0, from http[\s\S]*encoder\.onnx: [\d.]+ k?B of [\d.]+ k?B\n/,
  );
  expect(pulled.out).toMatch(
    /toy: Toy, family sam, .*\n.*\nasked for a disc: encode .*\nUse it: maskroom start --model toy\n$/,
  );
  // Which rungs pay is the clock's to say; that each was tried is not.
  for (const rung of ['cut', 'hoist', 'absorb']) expect(pulled.err).toMatch(new RegExp(`^  ${rung} `, 'm'));
  expect(pulled.out).toMatch(/^the decoder /);
  expect(await models(data, 'pull', 'toy')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/is installed in/),
  });
  expect((await models(data, 'verify', '--json')).json()).toMatchObject({
    ok: true,
    models: [
      { name: 'builtin', ladder: 'the decoder runs as it came' },
      { name: 'toy', checksums: 'published', ladder: pulled.out.split('\n')[0] },
    ],
  });

  await truncate(join(data, 'models', 'toy', 'decoder.onnx'), 100);
  const damaged = await models(data, 'verify', 'toy');
  expect(damaged).toMatchObject({
    code: 4,
    out: expect.stringMatching(/^FAIL {2}toy {2}.*decoder\.onnx is not the file/),
  });
  expect(await models(data, 'remove', 'toy', '--model', 'toy')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/settings name/),
  });
  expect(await models(data, 'remove', 'builtin')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/comes with Maskroom/),
  });
  expect((await models(data, 'remove', 'toy', '--json')).json()).toEqual({ name: 'toy', removed: true });
  expect(await models(data, 'pull', 'to')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no model to\. It has: toy/),
  });
  source.close();
  expect(await models(data, 'pull', 'toy')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/cannot be reached[\s\S]*models add/),
  });
});

test('a pull ended by hand says how to go on, and goes on', async () => {
  const { data, source } = await sceneOf('sam');
  const encoder = source.files['/encoder.onnx'];
  const half = Math.ceil(encoder.bytes.length / 2);
  encoder.holdAfter = half;
  const begun = start(data, 'pull', 'toy');
  const part = join(data, 'models', '.incoming', 'toy', 'encoder.onnx.part');
  const fetched = () =>
    stat(part).then(
      (info) => info.size,
      () => 0,
    );
  await expect.poll(fetched, { timeout: 60_000 }).toBe(half);
  begun.child.kill('SIGINT');
  expect(await begun.ended).toMatchObject({
    code: 1,
    err: expect.stringMatching(/Stopped\..*pull toy` again/),
  });
  expect((await models(data, 'ls', '--json')).json().available).toContainEqual(
    expect.objectContaining({ name: 'toy', begun: true }),
  );
  expect(await models(data, 'pull', 'toy', '--json')).toMatchObject({ code: 0 });
  expect(source.requests.at(1)).toMatchObject({ path: '/encoder.onnx', range: `bytes=${half}-` });
});

test('files of one’s own are recognised, asked for what they cannot tell, and installed', async () => {
  const { data, folder } = await sceneOf('efficient-sam');
  const [encoder, decoder] = [join(folder, 'encoder.onnx'), join(folder, 'decoder.onnx')];
  const bare = temporaryFolder();
  for (const name of ['encoder', 'decoder'])
    await writeFile(join(bare, `mine.${name}.onnx`), await readFile(join(folder, `${name}.onnx`)));
  await writeFile(join(data, 'models', 'catalogue.json'), '{"models": []}');
  const asked = await models(data, 'add', bare, '--name', 'mine');
  expect(asked).toMatchObject({ code: 1, err: expect.stringMatching(/--license Apache-2\.0/) });
  const added = await models(data, 'add', bare, '--name', 'mine', '--license', 'MIT', '--json');
  expect(added.json()).toMatchObject({
    name: 'mine',
    family: 'efficient-sam',
    license: 'MIT',
    installed: true,
  });
  expect(await models(data, 'add', bare, '--name', 'mine', '--license', 'MIT')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/There is a model mine already/),
  });
  const named = await models(data, 'add', decoder, encoder, '--name', 'again', '--license', 'MIT');
  expect(named.out).toMatch(/again: again, family efficient-sam/);
  expect(await models(data, 'add', folder, '--name', 'ready')).toMatchObject({ code: 0 });
  expect(await models(data, 'add', encoder, encoder, '--name', 'x')).toMatchObject({ code: 1 });
  expect(await models(data, 'add', data, '--name', 'x')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/has no \.onnx file/),
  });
  expect(await models(data, 'add', bare, '--mean', '1,2')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--mean/),
  });
  expect((await models(data, 'ls', '--json')).json().installed).toMatchObject([
    { name: 'again' },
    { name: 'builtin' },
    { name: 'mine', state: 'ready', family: 'efficient-sam' },
    { name: 'ready' },
  ]);
});
