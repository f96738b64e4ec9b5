import type { MonitoredProject } from '@maskroom/shared/protocol/monitor';

/** The figures of a project in which nothing waits and nothing was done. */
export const quietProject: MonitoredProject = {
  lastHour: { added: 0, accepted: 0, rejected: 0 },
  waiting: {
    undecided: 0,
    oldestAt: null,
    rejected: 0,
    submitted: 0,
    submittedAt: null,
    returned: 0,
    returnedAt: null,
    openJobs: 0,
    oldestJobAt: null,
    lateJobs: 0,
    lateSince: null,
  },
  reasons: [],
};
