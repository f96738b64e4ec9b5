import type { MonitorChange, MonitorState } from '@maskroom/shared/protocol/monitor';
import type { Alerts } from './alert/alerts.ts';
import type { Monitor } from './monitor.ts';
import type { OutlineWatch } from './outlines/outlineWatch.ts';
import type { ProjectWatch } from './projectWatch.ts';
import type { ServerLoad } from './serverLoad.ts';

interface RoomParts {
  readonly monitor: Pick<Monitor, 'sessions' | 'subscribe'>;
  readonly projects: ProjectWatch;
  readonly load: ServerLoad;
  readonly outlines: Pick<OutlineWatch, 'watch'>;
  readonly alerts: Pick<Alerts, 'list' | 'onChange'>;
}

/** A project's live room: who works there, what waits, and how busy the server is. */
export interface LiveRooms {
  /**
   * Tells every change from now on, and resolves with the state that they change: what is told before that is in it
   * already; the outlines of pictures follow from the next turn on. `end` stops it.
   */
  enter(
    projectId: string,
    listener: (change: MonitorChange) => void,
  ): Promise<{ state: MonitorState; end: () => void }>;
}

export function createLiveRooms(
  { alerts, load, monitor, outlines, projects }: RoomParts,
  now: () => number = Date.now,
): LiveRooms {
  return {
    async enter(projectId, listener) {
      const watched = await projects.watch(projectId, (project) =>
        listener({ kind: 'project', projectId, project }),
      );
      const episodes = await alerts.list(projectId);
      const server = load.latest;
      const ends = [
        watched.end,
        load.watch((changed) => listener({ kind: 'server', projectId, server: changed })),
        monitor.subscribe(projectId, listener),
        outlines.watch(projectId, listener),
        alerts.onChange((ofProject, alert) => {
          if (ofProject === projectId) listener({ kind: 'alert', projectId, alert });
        }),
      ];
      const state: MonitorState = {
        projectId,
        at: now(),
        sessions: monitor.sessions(projectId),
        project: watched.latest,
        server,
        alerts: episodes,
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
