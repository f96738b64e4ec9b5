import type { MonitorChange, MonitorState } from '@maskroom/shared/protocol/monitor';
import type { Monitor } from './monitor.ts';
import type { ProjectWatch } from './projectWatch.ts';
import type { ServerLoad } from './serverLoad.ts';

interface RoomParts {
  readonly monitor: Pick<Monitor, 'sessions' | 'subscribe'>;
  readonly projects: ProjectWatch;
  readonly load: ServerLoad;
}

/** A project's live room: who works there, what waits, and how busy the server is. */
export interface LiveRooms {
  /**
   * Tells every change from now on, and resolves with the state that they change: what is told before that is in it
   * already. `end` stops it.
   */
  enter(
    projectId: string,
    listener: (change: MonitorChange) => void,
  ): Promise<{ state: MonitorState; end: () => void }>;
}

export function createLiveRooms(
  { load, monitor, projects }: RoomParts,
  now: () => number = Date.now,
): LiveRooms {
  return {
    async enter(projectId, listener) {
      const watched = await projects.watch(projectId, (project) =>
        listener({ kind: 'project', projectId, project }),
      );
      const server = load.latest;
      const ends = [
        watched.end,
        load.watch((changed) => listener({ kind: 'server', projectId, server: changed })),
        monitor.subscribe(projectId, listener),
      ];
      const state: MonitorState = {
        projectId,
        at: now(),
        sessions: monitor.sessions(projectId),
        project: watched.latest,
        server,
      };
      return {
        state,
        end: () => {
          for (const end of ends) end();
        },
      };
    },
  };
}
