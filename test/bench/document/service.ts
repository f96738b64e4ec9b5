import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type * as Y from 'yjs';
import { spawnUrl } from '../../support/spawnUrl.ts';

/** One open document of one person, on the unmodified client that belongs to the server. */
export interface Editor {
  readonly user: string;
  readonly doc: Y.Doc;
  readonly synced: Promise<void>;
  /** How many of its edits the server has not acknowledged, in the way of its protocol. */
  unacknowledged(): number;
  /** Sends an update that the client itself would never send. */
  sendUpdate(update: Uint8Array): void;
  destroy(): void;
}

/** A document server in a process of its own. */
export interface Running {
  readonly pid: number;
  open(document: string, place?: number): Editor;
  /** `kill -9`. */
  kill(): Promise<void>;
}

export interface Service {
  readonly name: string;
  /** On a folder that outlives the process. */
  start(folder: string): Promise<Running>;
}

/** Runs a file beside this one; it prints the address that it listens on. */
export async function spawnService(entry: string, file: string) {
  const { child, url } = await spawnUrl(new URL(entry, import.meta.url), [file]);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${entry} does not start`);
  return { pid, url, kill: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What the main thread of a process ran so far, ms; what other programs do hardly changes it. */
export const mainThreadMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;

/** What a process has used, from Linux: the most memory it ever had, what it has now (MiB), processor time (ms). */
export function usageOf(pid: number): { peakMib: number; mib: number; cpuMs: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  // Fields 14 and 15, counted behind the name in brackets, in hundredths of a second.
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return { peakMib: mib('VmHWM'), mib: mib('VmRSS'), cpuMs: (Number(user) + Number(system)) * 10 };
}
