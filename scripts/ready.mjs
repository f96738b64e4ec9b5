// Makes a checkout ready to run: installs with the pinned pnpm and builds, each only when its inputs changed.
// Plain JavaScript with Node's own modules, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const force = process.argv.includes('--build');
const quiet = process.argv.includes('--quiet');
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const steps = [
  {
    says: 'Installing dependencies',
    inputs: [
      'package.json',
      'pnpm-workspace.yaml',
      'pnpm-lock.yaml',
      'server/package.json',
      'web/package.json',
      'shared/package.json',
      'test/package.json',
    ],
    stamp: 'node_modules/.ready',
    command: ['npx', '-y', manifest.packageManager, 'install', '--frozen-lockfile'],
  },
  {
    says: 'Building the server',
    inputs: ['server', 'shared', 'scripts/buildServer.mjs', 'pnpm-lock.yaml'],
    stamp: 'server/dist/.ready',
    command: [process.execPath, 'scripts/buildServer.mjs'],
  },
  {
    says: 'Building the web client',
    inputs: ['web', 'shared', 'pnpm-lock.yaml'],
    stamp: 'web/out/.ready',
    command: [process.execPath, 'web/node_modules/next/dist/bin/next', 'build', 'web'],
  },
];

checkNode();
for (const step of steps) makeReady(step);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  console.error(`Maskroom needs Node ${manifest.engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}

function makeReady({ says, inputs, stamp, command }) {
  const now = fingerprint(root, inputs);
  const stampFile = `${root}${stamp}`;
  const isReady = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now;
  if (isReady && !force) return;
  if (!quiet) console.log(`${says} …`);
  const [program, ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', npm_config_update_notifier: 'false' },
  });
  if (status !== 0) {
    console.error(
      `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n${says} failed: the lines above say why.`,
    );
    process.exit(1);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, now);
}
