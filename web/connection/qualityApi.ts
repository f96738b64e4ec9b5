import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import {
  consensusSchema,
  mergedSchema,
  type NewConsensus,
  projectQualitySchema,
  truthListSchema,
  unmergedSchema,
} from '@maskroom/shared/protocol/quality';
import { call, callQuietly, json } from './http.ts';

const at = encodeURIComponent;

export const getQuality = (projectId: string) =>
  call(projectQualitySchema, `/projects/${at(projectId)}/quality`);
/** The same as CSV. */
export const qualityUrl = (projectId: string): string => `/api/v1/projects/${at(projectId)}/quality/export`;

/** Has several people label the same pictures. */
export const startConsensus = async (projectId: string, wanted: NewConsensus) =>
  (await call(jobListSchema, `/projects/${at(projectId)}/consensus`, json('POST', wanted))).jobs;
export const getConsensus = (imageId: string) => call(consensusSchema, `/images/${at(imageId)}/consensus`);
const merge = (imageId: string): string => `/images/${at(imageId)}/consensus/merge`;
export const mergeLayers = (imageId: string, least: number) =>
  call(mergedSchema, merge(imageId), json('POST', { least }));
export const undoMerge = (imageId: string) => call(unmergedSchema, merge(imageId), { method: 'DELETE' });

export const listTruths = async (projectId: string) =>
  (await call(truthListSchema, `/projects/${at(projectId)}/truths`)).imageIds;
const truth = (imageId: string): string => `/images/${at(imageId)}/truth`;
export const markTruth = (imageId: string) => callQuietly(truth(imageId), { method: 'PUT' });
export const unmarkTruth = (imageId: string) => callQuietly(truth(imageId), { method: 'DELETE' });
