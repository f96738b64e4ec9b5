// node agree.mjs EXPORT_FOLDER CHECK_FOLDER [SERVER_FOLDER]: does onnxruntime-node answer what PyTorch answered, and
// how fast? CHECK_FOLDER comes from export.py --check-folder; SERVER_FOLDER is where onnxruntime-node is installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, checks, server = join(import.meta.dirname, '../../server')] = process.argv.slice(2);
const ort = createRequire(resolve(server, 'package.json'))('onnxruntime-node');
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const threads = { intraOpNumThreads: 2, interOpNumThreads: 1 };
const open = (part) => ort.InferenceSession.create(join(folder, part.file), threads);
const [encoder, decoder] = [await open(manifest.encoder), await open(manifest.decoder)];

/** The numbers of a file of the check folder, as a tensor. */
function tensor(name, dims) {
  const bytes = readFileSync(join(checks, `${name}.f32`));
  return new ort.Tensor('float32', new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), dims);
}

async function medianMs(run, times) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    await run();
    taken.push(performance.now() - from);
  }
  return taken.sort((a, b) => a - b)[times >> 1].toFixed(1);
}

const { side } = manifest.input;
const image = { image: tensor('image', [1, 3, side, side]) };
const embedding = await encoder.run(image);
const prompt = {
  point_coords: tensor('point_coords', [2, 3, 2]),
  point_labels: tensor('point_labels', [2, 3]),
  mask_input: tensor('mask_input', [2, 1, side / 2, side / 2]),
  has_mask_input: tensor('has_mask_input', [2]),
};
const answer = await decoder.run({ ...embedding, ...prompt });
let worst = 0;
for (const [name, { data, dims }] of Object.entries(answer)) {
  const expected = tensor(name, dims).data;
  let apart = 0;
  for (let i = 0; i < data.length; i++) apart = Math.max(apart, Math.abs(data[i] - expected[i]));
  console.log(`${name} [${dims}]: largest difference ${apart.toExponential(2)}`);
  worst = Math.max(worst, apart);
}
const one = Object.fromEntries(
  Object.entries(prompt).map(([name, { data, dims }]) => {
    const each = data.length / 2;
    return [name, new ort.Tensor('float32', data.slice(0, each), [1, ...dims.slice(1)])];
  }),
);
console.log(`encoder median ${await medianMs(() => encoder.run(image), 15)} ms`);
console.log(
  `decoder median ${await medianMs(() => decoder.run({ ...embedding, ...one }), 25)} ms, one prompt`,
);
process.exitCode = worst < 0.01 ? 0 : 1;
