// Bundles the server's own code to server/dist; packages stay outside the bundle, where pnpm put them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const server = fileURLToPath(new URL('../server/', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(`${server}package.json`, 'utf8'));
const external = Object.keys(dependencies).filter((name) => !name.startsWith('@maskroom/'));

await build({
  entryPoints: {
    main: `${server}main/main.ts`,
    probeProcess: `${server}inference/provider/probeProcess.ts`,
    importWorker: `${server}transfer/import/importWorker.ts`,
    inferenceWorker: `${server}inference/worker/inferenceWorker.ts`,
  },
  outdir: `${server}dist`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  external,
  logLevel: 'warning',
});
