import { imageSchema } from '@maskroom/shared/protocol/http';
import { workSchema } from '@maskroom/shared/protocol/jobs';
import { call } from './http.ts';

const submission = (imageId: string): string => `/images/${encodeURIComponent(imageId)}/submission`;

/** What waits for this person in a project, in the order in which it should be done. */
export const listWork = async (projectId: string) =>
  (await call(workSchema, `/projects/${encodeURIComponent(projectId)}/work`)).items;
export const submitImage = (imageId: string) => call(imageSchema, submission(imageId), { method: 'PUT' });
export const withdrawImage = (imageId: string) =>
  call(imageSchema, submission(imageId), { method: 'DELETE' });
