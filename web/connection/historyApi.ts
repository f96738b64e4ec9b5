import { historyPageSchema, restoredSchema } from '@maskroom/shared/protocol/history';
import { pastInstanceListSchema } from '@maskroom/shared/protocol/http';
import { call, json } from './http.ts';

const of = (imageId: string): string => `/images/${encodeURIComponent(imageId)}`;

export const getHistory = (imageId: string, before?: number) =>
  call(historyPageSchema, `${of(imageId)}/history${before === undefined ? '' : `?before=${before}`}`);
/** What was labelled right after an entry. */
export const getMoment = async (imageId: string, seq: number) =>
  (await call(pastInstanceListSchema, `${of(imageId)}/history/${seq}`)).instances;
export const restoreMoment = (imageId: string, seq: number) =>
  call(restoredSchema, `${of(imageId)}/restore`, json('POST', { seq }));
