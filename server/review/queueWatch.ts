import { entryOf } from '@maskroom/shared/base/groups';
import { createListeners } from '@maskroom/shared/base/listeners';
import { createWatched } from '@maskroom/shared/base/watched';
import type { QueueChange } from '@maskroom/shared/protocol/queue';
import type { StoredInstances } from '../document/changes.ts';
import type { QueuedInstance } from '../store/instanceStore.ts';
import type { TouchedInstance } from '../store/queueStore.ts';

/** What happens within this time is told at once. */
const GATHER_MS = 200;
/** When more than this happens at once (an import, a merge), whoever looks asks for the queue again. */
const MOST_TOLD = 200;

/** As {@link QueueChange}, with what waits as it is stored. */
export interface StoredQueueChange extends Omit<QueueChange, 'put'> {
  readonly put: readonly QueuedInstance[];
}

interface QueueWatchParts {
  /** Null for a picture that is no part of any queue. */
  readonly read: (imageId: string, ids: readonly string[]) => Promise<TouchedInstance[] | null>;
  readonly onFailed: (projectId: string, cause: unknown) => void;
}

interface Watched {
  /** By picture, what has happened to since it was last read. */
  touched: Map<string, Set<string>>;
  timer: NodeJS.Timeout | undefined;
  isReading: boolean;
}

/** What enters and leaves the queues of projects that somebody looks at: read once for all who look, in one go. */
export interface QueueWatch {
  changed(image: { readonly id: string; readonly projectId: string }, stored: StoredInstances): void;
  /** From now on changes of this project are told. Gives back how to stop. */
  watch(projectId: string): () => void;
  readonly onChange: (listener: (change: StoredQueueChange) => void) => void;
  close(): void;
}

export function createQueueWatch({ onFailed, read }: QueueWatchParts): QueueWatch {
  const changes = createListeners<[change: StoredQueueChange]>();
  const projects = createWatched<Watched>(
    () => ({ touched: new Map(), timer: undefined, isReading: false }),
    (project) => {
      clearTimeout(project.timer);
      project.touched.clear();
    },
  );

  function schedule(projectId: string, project: Watched): void {
    if (project.timer || project.isReading || project.touched.size === 0) return;
    project.timer = setTimeout(() => {
      project.timer = undefined;
      project.isReading = true;
      tell(projectId, project)
        .catch((cause: unknown) => onFailed(projectId, cause))
        .finally(() => {
          project.isReading = false;
          schedule(projectId, project);
        });
    }, GATHER_MS);
  }

  async function tell(projectId: string, project: Watched): Promise<void> {
    const { touched } = project;
    project.touched = new Map();
    const count = [...touched.values()].reduce((sum, { size }) => sum + size, 0);
    if (count > MOST_TOLD) return changes.tell({ projectId, put: [], gone: [], more: true });
    const [put, gone]: [QueuedInstance[], QueueChange['gone'][number][]] = [[], []];
    for (const [imageId, ids] of touched) {
      const rows = await read(imageId, [...ids]);
      if (!rows) continue;
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        const row = byId.get(id);
        if (row?.decision === 'none') put.push(row);
        else gone.push({ imageId, instanceId: id, standing: row ? standingOf(row) : null });
      }
    }
    if (put.length + gone.length > 0) changes.tell({ projectId, put, gone, more: false });
  }

  return {
    changed({ id, projectId }, { put, removed }) {
      const project = projects.get(projectId);
      if (!project) return;
      const ids = entryOf(project.touched, id, () => new Set());
      for (const row of put) ids.add(row.id);
      for (const instanceId of removed) ids.add(instanceId);
      schedule(projectId, project);
    },
    watch: projects.watch,
    onChange: changes.add,
    close: projects.closeAll,
  };
}

function standingOf({ decided_at, decided_by, decided_by_name, decision, reason }: TouchedInstance) {
  if (decision === 'none' || decided_by === null || decided_at === null) return null;
  return { decision, by: decided_by, byName: decided_by_name ?? decided_by, at: decided_at, reason };
}
