import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { adminToken } from './testServer.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built server in a process of its own, as a user runs it, on a data folder that outlives it. */
export async function spawnServer(
  dataFolder: string,
  port = 0,
  args: readonly string[] = ['--no-samples'],
  /** More settings; what the server logs is kept then, and not shown. */
  env?: Readonly<Record<string, string>>,
) {
  const child = spawn(process.execPath, ['server/dist/main.js', 'start', ...args], {
    cwd: root,
    env: {
      ...process.env,
      MASKROOM_DATA: dataFolder,
      MASKROOM_PORT: String(port),
      MASKROOM_ADMIN_TOKEN: adminToken,
      MASKROOM_LOG_LEVEL: 'error',
      // Nothing is measured at the start.
      MASKROOM_EXECUTION_PROVIDERS: 'cpu',
      ...env,
    },
    stdio: ['ignore', 'pipe', env ? 'pipe' : 'inherit'],
  });
  let logged = '';
  child.stderr?.on('data', (text) => {
    logged += text;
  });
  const { url, output } = await listening(child);
  return {
    url,
    /** Lines of stdout so far. */
    output,
    /** All of stderr so far. */
    logged: () => logged,
    port: Number(new URL(url).port),
    pid: child.pid,
    /** At once and without mercy, as a power cut does. */
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    [Symbol.asyncDispose]: () => end(child, 'SIGKILL').then(() => undefined),
  };
}
export type ServerProcess = Awaited<ReturnType<typeof spawnServer>>;

async function listening(child: ChildProcess): Promise<{ url: string; output: string[] }> {
  if (!child.stdout) throw new Error('the server has no stdout');
  const output: string[] = [];
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
    lines.on('line', (line) => {
      output.push(line);
      const url = /^maskroom listening on (\S+)/.exec(line)?.[1];
      if (url) resolve({ url, output });
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'close');
  child.kill(signal);
  await gone;
  return child.exitCode;
}
