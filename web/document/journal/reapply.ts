import { type InstanceMap, instancesOf, isLocked } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { sameValue } from '../sameValue.ts';
import type { RefusalReason } from './step.ts';
import { type Wanted, wholeFields } from './wanted.ts';

/**
 * Makes of a synced document what steps of before wanted of one instance. It is a no-op where the server has them
 * already, and never writes over what somebody else made of it meanwhile: then it says why, and that part of the work
 * is left as it stands.
 */
export function reapply(doc: Y.Doc, wanted: Wanted, mayUnlock: boolean): RefusalReason | null {
  const map = instancesOf(doc).get(wanted.instanceId);
  if (wanted.whole === null) return map ? takeOut(doc, wanted, mayUnlock) : null;
  if (map) return changeFields(doc, map, wanted, mayUnlock);
  const fields = wholeFields(wanted);
  if (!fields) return 'gone';
  const added: InstanceMap = new Y.Map(Object.entries(fields));
  instancesOf(doc).set(wanted.instanceId, added);
  return null;
}

function takeOut(doc: Y.Doc, { instanceId }: Wanted, mayUnlock: boolean): RefusalReason | null {
  if (isLocked(doc, instanceId) && !mayUnlock) return 'accepted';
  instancesOf(doc).delete(instanceId);
  return null;
}

function changeFields(
  doc: Y.Doc,
  map: InstanceMap,
  { instanceId, fields }: Wanted,
  mayUnlock: boolean,
): RefusalReason | null {
  const open = [...fields].filter(([field, { value }]) => !sameValue(map.get(field), value));
  if (open.length === 0) return null;
  if (isLocked(doc, instanceId) && !mayUnlock) return 'accepted';
  if (map.get('deleted') === true && !fields.has('deleted')) return 'gone';
  let refused: RefusalReason | null = null;
  for (const [field, { known, value }] of open) {
    if (!known.some((was) => sameValue(was, map.get(field)))) refused = 'changed';
    else if (value === undefined) map.delete(field);
    else map.set(field, value);
  }
  return refused;
}

/** Whether a document has just what was wanted of one instance. */
export function stands(doc: Y.Doc, { instanceId, whole, fields }: Wanted): boolean {
  const map = instancesOf(doc).get(instanceId);
  if (!map) return whole === null;
  return whole !== null && [...fields].every(([field, { value }]) => sameValue(map.get(field), value));
}
