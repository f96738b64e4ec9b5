import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { develop } from './core/develop.ts';
import { encode } from './core/encode.ts';
import { pictures } from './pictures.ts';

const here = fileURLToPath(import.meta.url);
const usual = join(here, '../../../server/project/samples');

/** Renders one picture here; `step` above 1 makes a small draft. */
async function renderOne(name: string, folder: string, step: number): Promise<void> {
  const started = Date.now();
  const picture = pictures[name];
  if (!picture)
    throw new Error(`No picture is called ${name}; there are ${Object.keys(pictures).join(', ')}.`);
  const file = join(folder, `${name}.jpg`);
  const bytes = await encode(develop(picture(), step), file);
  console.log(`${file}  ${Math.ceil(bytes / 1000)} kB  ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Renders all pictures, each in a process of its own, as many at once as there are cores. */
async function renderAll(folder: string, step: number): Promise<void> {
  const waiting = Object.keys(pictures);
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const child = fork(here, ['--only', name, '--out', folder, '--step', String(step)]);
      const code = await new Promise((done) => child.once('exit', done));
      if (code !== 0) throw new Error(`Rendering ${name} failed.`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: usual },
    only: { type: 'string' },
    step: { type: 'string', default: '1' },
  },
});
mkdirSync(values.out, { recursive: true });
if (values.only) await renderOne(values.only, values.out, Number(values.step));
else await renderAll(values.out, Number(values.step));
