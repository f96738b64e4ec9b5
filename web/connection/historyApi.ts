import { historyPageSchema, restoredSchema } from '@maskroom/shared/protocol/history';
import { pastInstanceListSchema } from '@maskroom/shared/protocol/http';
import { call, json } from './http.ts';

const of = (imageId: string): string => `/images/${encodeURIComponent(imageId)}`;

/** What happened to one instance, newest first. */
export const getHistoryOf = (imageId: string, instanceId: string) =>
  call(historyPageSchema, `${of(imageId)}/history?instanceId=${encodeURIComponent(instanceId)}`);
export const getHistory = (imageId: string, before?: number) =>
  call(historyPageSchema, `${of(imageId)}/history${before === undefined ? '' : `?before=${before}`}`);
/** What was labelled right after an entry. */
export const getMoment = async (imageId: string, seq: number) =>
  (await call(pastInstanceListSchema, `${of(imageId)}/history/${seq}`)).instances;
/** An instance as it was right after an entry; none where it was not there. */
export const getPastInstance = async (imageId: string, seq: number, instanceId: string) =>
  (
    await call(
      pastInstanceListSchema,
      `${of(imageId)}/history/${seq}?instanceId=${encodeURIComponent(instanceId)}`,
    )
  ).instances[0];
export const restoreMoment = (imageId: string, seq: number) =>
  call(restoredSchema, `${of(imageId)}/restore`, json('POST', { seq }));
