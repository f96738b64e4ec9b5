// What `npm run test:torture` runs: the tests that draw lots, for as long as a release deserves. Each can be set by hand.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const counts = {
  // Promised figures decide, too.
  MASKROOM_TORTURE: '1',
  MASKROOM_KILLS: '200',
  MASKROOM_CONVERGENCE_RUNS: '1000',
  MASKROOM_FUZZ_RUNS: '200000',
  // On each of the two sockets.
  MASKROOM_FUZZ_FRAMES: '100000',
  MASKROOM_FAULT_RUNS: '200',
  // Of fifty connections each.
  MASKROOM_MEMORY_ROUNDS: '200',
};
const files = [
  'test/server/document/kill.test.ts',
  'test/server/document/convergence.test.ts',
  'test/server/document/fuzz.test.ts',
  'test/server/document/liveCopies.test.ts',
  'test/server/document/memory.test.ts',
  'test/server/document/stop.test.ts',
  'test/server/document/acknowledgement.test.ts',
  'test/fuzz',
];
const { status } = spawnSync('node_modules/.bin/vitest', ['run', ...files, ...process.argv.slice(2)], {
  cwd,
  stdio: 'inherit',
  env: { ...counts, ...process.env },
});
process.exit(status ?? 1);
