import type { Jobs } from '../job/jobs.ts';
import type { Submissions } from '../job/submissions.ts';
import type { Log } from '../log/log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { readMonitoredProject } from '../monitor/projectFigures.ts';
import { createProjectWatch } from '../monitor/projectWatch.ts';
import { createLiveRooms, type LiveRooms } from '../monitor/room.ts';
import { createServerLoad, type LoadCounts } from '../monitor/serverLoad.ts';
import type { Database } from '../store/database.ts';

interface Parts {
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'onChange'>;
  readonly log: Log;
  readonly monitor: Monitor;
  readonly readLoad: () => LoadCounts;
  readonly submissions: Pick<Submissions, 'onChange'>;
}

/** Projects' live rooms, and what changes them. */
export function openRooms({ db, jobs, log, monitor, readLoad, submissions }: Parts) {
  const projects = createProjectWatch(
    (projectId) => readMonitoredProject(db, projectId, Date.now()),
    (projectId, cause) => log.error({ err: cause, projectId }, 'a live room could not be counted'),
  );
  const load = createServerLoad(readLoad);
  submissions.onChange(projects.changed);
  jobs.onChange((_, { projectId }) => projects.changed(projectId));
  const rooms: LiveRooms = createLiveRooms({ load, monitor, projects });
  return {
    ...rooms,
    changed: projects.changed,
    close() {
      projects.close();
      load.close();
    },
  };
}
