import { imageSchema } from '@maskroom/shared/protocol/http';
import {
  cameBackListSchema,
  type Distribute,
  type JobChange,
  jobDetailsSchema,
  jobListSchema,
  jobSchema,
  type NewJob,
  workSchema,
} from '@maskroom/shared/protocol/jobs';
import { call, callQuietly, json } from './http.ts';

const ofProject = (projectId: string, part: string): string =>
  `/projects/${encodeURIComponent(projectId)}/${part}`;
const job = (projectId: string, id: string, part = ''): string =>
  ofProject(projectId, `jobs/${encodeURIComponent(id)}${part}`);
const ofImage = (imageId: string, part: string): string => `/images/${encodeURIComponent(imageId)}/${part}`;

/** What waits for this person in a project, in the order in which it should be done. */
export const listWork = async (projectId: string) =>
  (await call(workSchema, ofProject(projectId, 'work'))).items;

/** What came back to this person in whichever project, longest waiting first. */
export const listCameBack = async () => (await call(cameBackListSchema, '/me/returned')).items;

export const submitImage = (imageId: string) =>
  call(imageSchema, ofImage(imageId, 'submission'), { method: 'PUT' });
export const withdrawImage = (imageId: string) =>
  call(imageSchema, ofImage(imageId, 'submission'), { method: 'DELETE' });
/** Gives it back to those who submitted it. */
export const returnImage = (imageId: string, reason: string) =>
  call(imageSchema, ofImage(imageId, 'return'), json('POST', { reason }));

interface PlaceInJob {
  readonly projectId: string;
  readonly jobId: string;
  readonly imageId: string;
}

const skipOf = ({ imageId, jobId, projectId }: PlaceInJob): string =>
  job(projectId, jobId, `/images/${encodeURIComponent(imageId)}/skip`);
/** Leaves an image of one's own job out. */
export const skipImage = (of: PlaceInJob, reason: string) =>
  call(jobSchema, skipOf(of), json('PUT', { reason }));
export const takeSkipBack = (of: PlaceInJob) => call(jobSchema, skipOf(of), { method: 'DELETE' });

export const listJobs = async (projectId: string) =>
  (await call(jobListSchema, ofProject(projectId, 'jobs'))).jobs;
/** Those that were taken away, the last first. */
export const listRemovedJobs = async (projectId: string) =>
  (await call(jobListSchema, ofProject(projectId, 'jobs/removed'))).jobs;
/** With its pictures. */
export const getJob = (projectId: string, id: string) => call(jobDetailsSchema, job(projectId, id));
export const createJob = (projectId: string, wanted: NewJob) =>
  call(jobSchema, ofProject(projectId, 'jobs'), json('POST', wanted));
export const shareOut = async (projectId: string, wanted: Distribute) =>
  (await call(jobListSchema, ofProject(projectId, 'jobs/distribute'), json('POST', wanted))).jobs;
export const changeJob = (projectId: string, id: string, change: JobChange) =>
  call(jobSchema, job(projectId, id), json('PUT', change));
export const removeJob = (projectId: string, id: string) =>
  callQuietly(job(projectId, id), { method: 'DELETE' });
/** Brings one back that was taken away. */
export const restoreJob = (projectId: string, id: string) =>
  call(jobSchema, job(projectId, id, '/restore'), { method: 'POST' });
export const claimJob = (projectId: string, id: string) =>
  call(jobSchema, job(projectId, id, '/claim'), { method: 'POST' });
export const handBackJob = (projectId: string, id: string, reason: string) =>
  call(jobSchema, job(projectId, id, '/hand-back'), json('POST', { reason }));
