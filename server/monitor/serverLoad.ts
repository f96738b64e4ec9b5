import type { MonitoredServer } from '@maskroom/shared/protocol/monitor';
import type { RunCounts } from '../inference/worker/RunQueue.ts';

/** What the server has had to do since its start, and what it has to do now. */
export interface LoadCounts {
  readonly hits: number;
  readonly misses: number;
  readonly bytes: number;
  readonly mostBytes: number;
  /** Null where inference servers do the work. */
  readonly runs: Pick<RunCounts, 'runs' | 'busyMs' | 'places'> | null;
  readonly promptsWaiting: number;
  /** Pictures being encoded or waiting for it. */
  readonly encoding: number;
}

const SAMPLE_MS = 2_000;

export interface ServerLoad {
  readonly latest: MonitoredServer;
  /** Told when something is other than it was told last; nobody measures while nobody listens. */
  watch(listener: (server: MonitoredServer) => void): () => void;
  close(): void;
}

/** Makes rates of counts. They are rounded to what a person reads, so that a server at rest has nothing to tell. */
export function createServerLoad(
  read: () => LoadCounts,
  now: () => number = () => performance.now(),
): ServerLoad {
  const listeners = new Set<(server: MonitoredServer) => void>();
  let last = { at: now(), counts: read() };
  let latest = loadBetween(last.counts, last.counts, 0);
  let timer: NodeJS.Timeout | undefined;

  const sample = (): void => {
    const taken = { at: now(), counts: read() };
    const server = loadBetween(last.counts, taken.counts, taken.at - last.at);
    last = taken;
    if (JSON.stringify(server) === JSON.stringify(latest)) return;
    latest = server;
    for (const listener of [...listeners]) listener(server);
  };
  return {
    get latest() {
      // While nobody listened the counts grew old: rates begin anew.
      if (listeners.size === 0) {
        last = { at: now(), counts: read() };
        latest = loadBetween(last.counts, last.counts, 0);
      }
      return latest;
    },
    watch(listener) {
      listeners.add(listener);
      timer ??= setInterval(sample, SAMPLE_MS).unref();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    close: () => clearInterval(timer),
  };
}

export function loadBetween(before: LoadCounts, after: LoadCounts, ms: number): MonitoredServer {
  const { bytes, encoding, hits, misses, mostBytes, promptsWaiting, runs } = after;
  const grown = (of: 'runs' | 'busyMs'): number => (runs?.[of] ?? 0) - (before.runs?.[of] ?? 0);
  const busyShare = ms > 0 && runs ? Math.min(1, grown('busyMs') / (ms * runs.places)) : 0;
  return {
    embeddings: { hits, misses, bytes, mostBytes },
    engine: runs && {
      runsPerSecond: ms > 0 ? Math.round((grown('runs') * 10_000) / ms) / 10 : 0,
      busyShare: Math.round(busyShare * 100) / 100,
    },
    promptsWaiting,
    encoding,
  };
}
