import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';

/** What happens within this time is read once. */
const GATHER_MS = 1_000;
/** An hour goes on though nothing happens: what is in it is counted anew this often. */
const ANEW_MS = 60_000;
/** Of one project, reading takes this share of the server's time at most, */
const SHARE = 0.001;
/** but a large project is read this often: its figures are looked at. */
const MOST_REST_MS = 10_000;

export type ProjectListener = (project: MonitoredProject) => void;

/** The figures of projects that somebody looks at, read anew when something happened, told when they are others. */
export interface ProjectWatch {
  /** Something happened in the project that its figures may tell of. */
  changed(projectId: string): void;
  /** Told of every change from now on. Resolves with the figures as they are, and how to stop. */
  watch(projectId: string, listener: ProjectListener): Promise<{ latest: MonitoredProject; end: () => void }>;
  close(): void;
}

interface Watched {
  readonly listeners: Set<ProjectListener>;
  latest: Promise<MonitoredProject>;
  told: string;
  timer: NodeJS.Timeout | undefined;
  dueAt: number;
  /** Something happened while it was counted, which the count may have missed. */
  isBehind: boolean;
  /** Not before: what the last reading cost is spread over the time behind it. Infinity while it is read. */
  restUntil: number;
}

export function createProjectWatch(
  read: (projectId: string) => Promise<MonitoredProject>,
  onFailed: (projectId: string, cause: unknown) => void,
): ProjectWatch {
  const watched = new Map<string, Watched>();

  const schedule = (projectId: string, entry: Watched, delayMs: number): void => {
    if (entry.restUntil === Number.POSITIVE_INFINITY) {
      entry.isBehind = true;
      return;
    }
    const dueAt = Math.max(performance.now() + delayMs, entry.restUntil);
    if (entry.timer && entry.dueAt <= dueAt) return;
    clearTimeout(entry.timer);
    entry.dueAt = dueAt;
    entry.timer = setTimeout(() => void readAnew(projectId, entry), dueAt - performance.now()).unref();
  };

  async function readAnew(projectId: string, entry: Watched): Promise<void> {
    entry.timer = undefined;
    entry.isBehind = false;
    entry.restUntil = Number.POSITIVE_INFINITY;
    const beganAt = performance.now();
    try {
      const project = await read(projectId);
      entry.latest = Promise.resolve(project);
      const text = JSON.stringify(project);
      if (text !== entry.told) for (const listener of [...entry.listeners]) listener(project);
      entry.told = text;
    } catch (cause) {
      onFailed(projectId, cause);
    }
    const now = performance.now();
    entry.restUntil = now + Math.min(MOST_REST_MS, (now - beganAt) / SHARE);
    if (entry.listeners.size > 0) schedule(projectId, entry, entry.isBehind ? GATHER_MS : ANEW_MS);
  }

  return {
    changed(projectId) {
      const entry = watched.get(projectId);
      if (entry) schedule(projectId, entry, GATHER_MS);
    },
    async watch(projectId, listener) {
      const known = watched.get(projectId);
      const entry: Watched = known ?? {
        listeners: new Set(),
        latest: read(projectId),
        told: '',
        timer: undefined,
        dueAt: 0,
        isBehind: false,
        restUntil: 0,
      };
      watched.set(projectId, entry);
      entry.listeners.add(listener);
      const end = (): void => {
        entry.listeners.delete(listener);
        if (entry.listeners.size > 0) return;
        clearTimeout(entry.timer);
        entry.timer = undefined;
        if (watched.get(projectId) === entry) watched.delete(projectId);
      };
      try {
        const latest = await entry.latest;
        if (!known) {
          entry.told = JSON.stringify(latest);
          schedule(projectId, entry, ANEW_MS);
        }
        return { latest, end };
      } catch (cause) {
        end();
        throw cause;
      }
    },
    close() {
      for (const { timer } of watched.values()) clearTimeout(timer);
      watched.clear();
    },
  };
}
