import { createListeners } from '@maskroom/shared/base/listeners';
import type { Alert, AlertChanged } from '@maskroom/shared/protocol/alerts';
import { MOST_OUTLINES } from '@maskroom/shared/protocol/monitor';
import type { Accounts } from '../account/accounts.ts';
import type { Documents } from '../document/documents.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Submissions } from '../job/submissions.ts';
import type { Log } from '../log/log.ts';
import { createAlertDesk } from '../monitor/alert/alertDesk.ts';
import { createAlerts } from '../monitor/alert/alerts.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { createOutlineWatch } from '../monitor/outlines/outlineWatch.ts';
import { readMonitoredProject } from '../monitor/projectFigures.ts';
import { createProjectWatch } from '../monitor/projectWatch.ts';
import { createLiveRooms } from '../monitor/room.ts';
import { createServerLoad, type LoadCounts } from '../monitor/serverLoad.ts';
import { createDeliveries } from '../monitor/webhook/deliveries.ts';
import type { Database } from '../store/database.ts';
import { readStoredPicture } from '../store/outlineStore.ts';
import { findProject } from '../store/projectStore.ts';

interface Parts {
  readonly accounts: Pick<Accounts, 'record'>;
  /** Whether webhooks may go to this very machine. */
  readonly allowLocal: boolean;
  readonly db: Database;
  readonly documents: Pick<Documents, 'onInstancesStored'>;
  readonly jobs: Pick<Jobs, 'onListed'>;
  readonly log: Log;
  readonly monitor: Monitor;
  readonly readLoad: () => LoadCounts;
  readonly submissions: Pick<Submissions, 'onChange'>;
}

/** Projects' live rooms with their alerts, and what changes them. */
export function openRooms(parts: Parts) {
  const { accounts, allowLocal, db, documents, jobs, log, monitor, readLoad, submissions } = parts;
  const failed = (projectId: string, cause: unknown): void =>
    log.error({ err: cause, projectId }, 'a live room could not be counted or judged');
  const projects = createProjectWatch((projectId) => readMonitoredProject(db, projectId, Date.now()), failed);
  const load = createServerLoad(readLoad);
  const outlines = createOutlineWatch({
    monitor,
    read: (imageId) => readStoredPicture(db, imageId, MOST_OUTLINES),
    onFailed: failed,
  });
  const alerts = createAlerts({ db, projects, onError: failed });
  const deliveries = createDeliveries({
    db,
    allowLocal,
    onError: (cause) => log.error({ err: cause }, 'webhooks could not be sent'),
  });
  const told = createListeners<[changed: AlertChanged]>();
  const alertDesk = createAlertDesk({ alerts, allowLocal, db, deliveries, record: accounts.record });
  const alertNews = createListeners<[projectId: string]>();
  for (const news of [alertDesk, alerts, deliveries])
    news.onChange((projectId: string) => alertNews.tell(projectId));
  submissions.onChange(projects.changed);
  jobs.onListed(projects.changed);
  monitor.onPrompt(alerts.promptAnswered);
  documents.onInstancesStored(({ id, projectId }, stored) => {
    outlines.changed(id, stored);
    projects.changed(projectId);
  });
  alerts.onChange((projectId, alert) => {
    tell(projectId, alert).catch((cause: unknown) => failed(projectId, cause));
  });

  async function tell(projectId: string, alert: Alert): Promise<void> {
    const project = await findProject(db, projectId);
    if (!project) return;
    told.tell({ projectId, projectName: project.name, alert });
    const event = alert.endedAt === null ? 'alert-began' : 'alert-ended';
    await deliveries.add(projectId, event, { project: { id: projectId, name: project.name }, alert });
  }

  return {
    ...createLiveRooms({ alerts, load, monitor, outlines, projects }),
    alertDesk,
    /** Rules, episodes or deliveries of a project are others. */
    onAlertNews: alertNews.add,
    /** Of an episode's beginning and end. */
    onAlert: told.add,
    changed: projects.changed,
    async start(): Promise<void> {
      deliveries.start();
      await alerts.start();
    },
    async close(): Promise<void> {
      await alerts.close();
      projects.close();
      outlines.close();
      load.close();
      await deliveries.close();
    },
  };
}
