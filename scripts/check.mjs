// What `npm test` runs: style, types, then every suite. The last line counts the tests.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const checks = [
  ['biome', 'check', '.'],
  ['tsc', '-p', 'server'],
  ['tsc', '-p', 'web'],
  ['tsc', '-p', 'test'],
  ['vitest', 'run', ...process.argv.slice(2)],
];

for (const [tool, ...args] of checks) {
  console.log(`> ${tool} ${args.join(' ')}`);
  const { status } = spawnSync(`node_modules/.bin/${tool}`, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
