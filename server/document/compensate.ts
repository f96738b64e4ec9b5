import { type InstanceMap, instancesOf } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { changedFields, type InstanceValues } from './instanceValues.ts';

/** Writes an instance's former values back over what an update made of it. Runs inside a server's transaction. */
export function restoreInstance(doc: Y.Doc, id: string, before: InstanceValues | undefined): void {
  const instances = instancesOf(doc);
  const now = instances.get(id);
  if (before === undefined) instances.delete(id);
  else if (now === undefined) instances.set(id, instanceMap(before));
  else restoreFields(now, before);
}

function restoreFields(map: InstanceMap, before: InstanceValues): void {
  const now: Record<string, unknown> = map.toJSON();
  for (const field of changedFields(before, now)) {
    if (field in before) map.set(field, before[field]);
    else map.delete(field);
  }
}

function instanceMap(values: InstanceValues): InstanceMap {
  const map: InstanceMap = new Y.Map();
  for (const [field, value] of Object.entries(values)) map.set(field, value);
  return map;
}
