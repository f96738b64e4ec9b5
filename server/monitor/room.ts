import { type Alert, withAlert } from '@maskroom/shared/protocol/alerts';
import type { MonitorChange, MonitoredProject, MonitorState } from '@maskroom/shared/protocol/monitor';
import type { Alerts } from './alert/alerts.ts';
import type { Monitor } from './monitor.ts';
import type { OutlineWatch } from './outlines/outlineWatch.ts';
import type { ProjectWatch } from './projectWatch.ts';
import type { ServerLoad } from './serverLoad.ts';

interface RoomParts {
  readonly monitor: Pick<Monitor, 'sessions' | 'subscribe'>;
  readonly projects: Pick<ProjectWatch, 'watch'>;
  readonly load: Pick<ServerLoad, 'latest' | 'watch'>;
  readonly outlines: Pick<OutlineWatch, 'watch'>;
  readonly alerts: Pick<Alerts, 'list' | 'onChange'>;
}

/** A project's live room: who works there, what waits, and how busy the server is. */
export interface LiveRooms {
  /**
   * Resolves with the state as it is then, and tells every change behind it; the outlines of pictures follow from the next
   * turn on. `end` stops it.
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
      const ends: (() => void)[] = [];
      const end = (): void => {
        for (const stop of ends) stop();
      };
      try {
        // What changes while the rest is read goes into the state.
        let [isIn, latest, changed]: [boolean, MonitoredProject | null, readonly Alert[]] = [false, null, []];
        ends.push(
          alerts.onChange((ofProject, alert) => {
            if (ofProject !== projectId) return;
            if (isIn) listener({ kind: 'alert', projectId, alert });
            else changed = [...changed, alert];
          }),
        );
        const watched = await projects.watch(projectId, (project) => {
          if (isIn) listener({ kind: 'project', projectId, project });
          else latest = project;
        });
        ends.push(watched.end);
        const stored = await alerts.list(projectId);
        const state: MonitorState = {
          projectId,
          at: now(),
          sessions: monitor.sessions(projectId),
          project: latest ?? watched.latest,
          server: load.latest,
          alerts: changed.reduce(withAlert, stored),
        };
        ends.push(
          load.watch((server) => listener({ kind: 'server', projectId, server })),
          monitor.subscribe(projectId, listener),
          outlines.watch(projectId, listener),
        );
        isIn = true;
        return { state, end };
      } catch (cause) {
        end();
        throw cause;
      }
    },
  };
}
