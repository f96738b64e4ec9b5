import { createListeners } from '@maskroom/shared/base/listeners';
import type { WorkChanged } from '@maskroom/shared/protocol/jobs';
import type { Actor } from '../account/actor.ts';

/** Who is told of what: the person whose work it is. */
export type WorkListener = (userId: string, change: WorkChanged) => void;

/** Who hears of jobs, once what they hear of is on disk. */
export function createJobNews() {
  const told = createListeners<Parameters<WorkListener>>();
  const moved = createListeners<[projectId: string, userId: string]>();
  const acts = createListeners<[projectId: string, userId: string, imageId: string]>();
  const listed = createListeners<[projectId: string]>();
  return {
    hear: {
      /** A job was given to somebody by somebody else, or taken away. */
      onChange: told.add,
      /** Somebody has other images to work on than before. */
      onMove: moved.add,
      /** The project's jobs read otherwise; for what is done of them see submissions. */
      onListed: listed.add,
      /** Somebody worked on one of the images, though they drew nothing. */
      onAct: acts.add,
    },
    moved: moved.tell,
    listed: listed.tell,
    acted: acts.tell,
    /** All that somebody was given, or lost, at once: told once. */
    handed(
      userId: string | null,
      actor: Actor,
      projectId: string,
      kind: 'assigned' | 'taken-away',
      jobs: readonly { readonly name: string }[],
    ): void {
      if (userId === null) return;
      moved.tell(projectId, userId);
      if (userId === actor.userId) return;
      const nothing = { imageId: null, fileName: null, instanceId: null, reason: null };
      const jobNames = jobs.map(({ name }) => name);
      told.tell(userId, { projectId, kind, jobNames, byName: actor.name, ...nothing });
    },
  };
}

export type JobNews = ReturnType<typeof createJobNews>;
