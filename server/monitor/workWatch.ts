import { createListeners } from '@maskroom/shared/base/listeners';
import { createWatched } from '@maskroom/shared/base/watched';
import type { ProjectWork, WorkPart } from '@maskroom/shared/protocol/work';

/** What happens within this time is told at once, */
const GATHER_MS = 200;
/** and of one part of a project's work nothing more before this time is over. */
const REST_MS = 1_000;
/** When more pictures than this have changed, it may be any. */
const MOST_PICTURES = 200;

interface Watched {
  /** What waits to be told: null when nothing does. */
  waiting: Pick<ProjectWork, 'imageIds'> | null;
  restUntil: number;
  timer: NodeJS.Timeout | undefined;
}

/** Says that a project's work changed, to whoever has a page of it open; what it is now they ask for themselves. */
export interface WorkWatch {
  /** `imageIds` as in {@link ProjectWork}; null when it is left out. */
  changed(projectId: string, part: WorkPart, imageIds?: ProjectWork['imageIds']): void;
  /** From now on changes are told. Gives back how to stop. */
  watch(projectId: string, part: WorkPart): () => void;
  /** How long ago it changed last, ms; at most for how long this server has run. */
  quietMs(projectId: string, part: WorkPart): number;
  readonly onChange: (listener: (work: ProjectWork) => void) => void;
  close(): void;
}

export function createWorkWatch(now: () => number = () => performance.now()): WorkWatch {
  const told = createListeners<[work: ProjectWork]>();
  const began = now();
  const lastChange = new Map<string, number>();
  const watched = createWatched<Watched>(
    () => ({ waiting: null, restUntil: 0, timer: undefined }),
    ({ timer }) => clearTimeout(timer),
  );
  const keyOf = (projectId: string, part: WorkPart): string => `${part} ${projectId}`;

  function tell(projectId: string, part: WorkPart, entry: Watched): void {
    entry.timer = undefined;
    const { waiting } = entry;
    if (!waiting) return;
    entry.waiting = null;
    entry.restUntil = now() + REST_MS;
    told.tell({ projectId, part, imageIds: waiting.imageIds });
  }

  return {
    changed(projectId, part, imageIds = null) {
      const key = keyOf(projectId, part);
      lastChange.set(key, now());
      const entry = watched.get(key);
      if (!entry) return;
      entry.waiting = { imageIds: entry.waiting ? together(entry.waiting.imageIds, imageIds) : imageIds };
      entry.timer ??= setTimeout(
        () => tell(projectId, part, entry),
        Math.max(GATHER_MS, entry.restUntil - now()),
      ).unref();
    },
    watch: (projectId, part) => watched.watch(keyOf(projectId, part)),
    quietMs: (projectId, part) => now() - (lastChange.get(keyOf(projectId, part)) ?? began),
    onChange: told.add,
    close: watched.closeAll,
  };
}

function together(some: ProjectWork['imageIds'], more: ProjectWork['imageIds']): ProjectWork['imageIds'] {
  if (some === null || more === null) return null;
  const all = new Set([...some, ...more]);
  return all.size > MOST_PICTURES ? null : [...all];
}
