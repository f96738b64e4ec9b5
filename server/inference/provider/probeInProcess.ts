import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProbeAnswer, ProbeJob } from './probeMessages.ts';

/** The largest encoders take a dozen seconds a run on a slow CPU, some drivers compile for a minute. */
const PROBE_MS = 180_000;

/** Asks a process that is started for it and ended after; one that crashes or hangs has failed, nothing more. */
export function probeInProcess(job: ProbeJob): Promise<ProbeAnswer> {
  const entry = import.meta.url.endsWith('.ts') ? './probeProcessFromSource.mjs' : './probeProcess.js';
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  });
  return new Promise<ProbeAnswer>((resolve) => {
    const fail = (reason: string): void => resolve({ kind: 'failed', reason });
    const timer = setTimeout(() => fail(`no answer within ${PROBE_MS / 1_000} s`), PROBE_MS);
    child.once('message', (answer: ProbeAnswer) => resolve(answer));
    child.once('error', (cause) => fail(cause.message));
    child.once('exit', (code, signal) => fail(`the trial ended with ${signal ?? code}`));
    child.once('exit', () => clearTimeout(timer));
    child.send(job);
  }).finally(() => child.kill('SIGKILL'));
}
