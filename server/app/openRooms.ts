import { roleAtLeast } from '@maskroom/shared/annotation/role';
import { createListeners } from '@maskroom/shared/base/listeners';
import type { Alert, AlertChanged } from '@maskroom/shared/protocol/alerts';
import type { Accounts } from '../account/accounts.ts';
import { leastRoles } from '../account/permissions.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Submissions } from '../job/submissions.ts';
import type { Log } from '../log/log.ts';
import { createAlertDesk } from '../monitor/alert/alertDesk.ts';
import { createAlerts } from '../monitor/alert/alerts.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { readMonitoredProject } from '../monitor/projectFigures.ts';
import { createProjectWatch } from '../monitor/projectWatch.ts';
import { createLiveRooms } from '../monitor/room.ts';
import { createServerLoad, type LoadCounts } from '../monitor/serverLoad.ts';
import { createDeliveries } from '../monitor/webhook/deliveries.ts';
import type { Database } from '../store/database.ts';
import { findProject } from '../store/projectStore.ts';

interface Parts {
  readonly accounts: Pick<Accounts, 'members' | 'record'>;
  /** Whether webhooks may go to this very machine. */
  readonly allowLocal: boolean;
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'onChange'>;
  readonly log: Log;
  readonly monitor: Monitor;
  readonly readLoad: () => LoadCounts;
  readonly submissions: Pick<Submissions, 'onChange'>;
}

/** Projects' live rooms with their alerts, and what changes them. */
export function openRooms(parts: Parts) {
  const { accounts, allowLocal, db, jobs, log, monitor, readLoad, submissions } = parts;
  const failed = (projectId: string, cause: unknown): void =>
    log.error({ err: cause, projectId }, 'a live room could not be counted or judged');
  const projects = createProjectWatch((projectId) => readMonitoredProject(db, projectId, Date.now()), failed);
  const load = createServerLoad(readLoad);
  const alerts = createAlerts({ db, projects, onError: failed });
  const deliveries = createDeliveries({
    db,
    allowLocal,
    onError: (cause) => log.error({ err: cause }, 'webhooks could not be sent'),
  });
  const told = createListeners<[changed: AlertChanged, leadIds: readonly string[]]>();
  submissions.onChange(projects.changed);
  jobs.onChange((_, { projectId }) => projects.changed(projectId));
  monitor.onPrompt(alerts.promptAnswered);
  alerts.onChange((projectId, alert) => {
    tell(projectId, alert).catch((cause: unknown) => failed(projectId, cause));
  });

  async function tell(projectId: string, alert: Alert): Promise<void> {
    const [project, members] = [await findProject(db, projectId), await accounts.members(projectId)];
    if (!project) return;
    const leads = members.filter(({ role }) => roleAtLeast(role, leastRoles.alerts));
    told.tell(
      { projectId, projectName: project.name, alert },
      leads.map(({ id }) => id),
    );
    const event = alert.endedAt === null ? 'alert-began' : 'alert-ended';
    await deliveries.add(projectId, event, { project: { id: projectId, name: project.name }, alert });
  }

  return {
    ...createLiveRooms({ alerts, load, monitor, projects }),
    alertDesk: createAlertDesk({ alerts, allowLocal, db, deliveries, record: accounts.record }),
    /** Of an episode's beginning and end, with who is to be told. */
    onAlert: told.add,
    changed: projects.changed,
    async start(): Promise<void> {
      deliveries.start();
      await alerts.start();
    },
    async close(): Promise<void> {
      await alerts.close();
      projects.close();
      load.close();
      await deliveries.close();
    },
  };
}
