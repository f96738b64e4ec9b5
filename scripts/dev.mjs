// Development: the server from source on port 8080, and `next dev` on 3000 with rewrites to it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (args, cwd) => spawn(process.execPath, args, { cwd, stdio: 'inherit' });
const children = [
  run(['--watch', '--import', 'tsx', 'server/main/main.ts', 'start'], root),
  run(['node_modules/next/dist/bin/next', 'dev', '--port', '3000'], `${root}web`),
];
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
