import { type InstanceSource, sourceOf } from '@maskroom/shared/annotation/instance';
import type { LogEntry } from '../store/documentLogStore.ts';
import type { InstanceRow } from '../store/instanceTables.ts';
import { type InstanceValues, toRow } from './instanceValues.ts';
import type { Staging } from './Staging.ts';

/** Something happened to an instance; told once it is durable. */
export interface InstanceChange {
  readonly instanceId: string;
  readonly userId: string;
  /** `added` also of one that an undo took away without a trace and a redo brings again. */
  readonly kind: 'added' | 'restored' | 'changed' | 'deleted';
  readonly source: InstanceSource;
}

/** What the read model says otherwise since a change, whoever made it; told once it is durable. */
export type StoredInstances = LogEntry['instances'];

const isThere = (values: InstanceValues | null | undefined): boolean => !!values && values.deleted !== true;

/** What an update did to the instances it touched. Asked before the staging document confirms them. */
export function instanceChanges(staging: Staging, ids: Iterable<string>, userId: string): InstanceChange[] {
  const changes: InstanceChange[] = [];
  for (const instanceId of ids) {
    const [before, after] = [staging.before(instanceId), staging.after(instanceId)];
    if (!isThere(before) && !isThere(after)) continue;
    const came = before ? 'restored' : 'added';
    const kind = !isThere(before) ? came : isThere(after) ? 'changed' : 'deleted';
    changes.push({ instanceId, userId, kind, source: sourceOf((after ?? before)?.source) });
  }
  return changes;
}

/** What the read model must say of these instances from now on. */
export function readModel(staging: Staging, imageId: string, ids: Iterable<string>): StoredInstances {
  const [put, removed]: [InstanceRow[], string[]] = [[], []];
  for (const id of ids) {
    const row = toRow(imageId, id, staging.after(id) ?? {}, staging.decision(id));
    if (row) put.push(row);
    else removed.push(id);
  }
  return { put, removed };
}
