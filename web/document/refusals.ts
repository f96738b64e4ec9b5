import { instancesOf, metaOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';

export interface RefusalWatch {
  readonly doc: Y.Doc;
  /** True while a transaction is applied that the server sent right behind the echo of our own. */
  readonly isCompensation: () => boolean;
  readonly onRefused: (instanceIds: readonly string[]) => void;
}

/**
 * Notices when the server takes back what this tab did: a change that arrives behind an echo and gives a field
 * the value that it had before ours. Returns how to stop watching.
 */
export function watchRefusals({ doc, isCompensation, onRefused }: RefusalWatch): () => void {
  const instances = instancesOf(doc);
  /** What each field that we changed held before, by "instance field"; the whole instance goes by its id alone. */
  const before = new Map<string, unknown>();

  function onEvents(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    // Somebody went back to an earlier moment: that is an edit, not a verdict on ours.
    if ([...transaction.changed.keys()].some((type) => Object.is(type, metaOf(doc)))) return;
    const refused = new Set<string>();
    for (const event of events) {
      const id = Object.is(event.target, instances) ? null : String(event.path[0]);
      for (const [key, change] of event.changes.keys) {
        const place = id === null ? key : `${id} ${key}`;
        if (transaction.local) before.set(place, change.action === 'add' ? undefined : change.oldValue);
        else if (isCompensation() && takenBack(before, place, id, key, event)) refused.add(id ?? key);
      }
    }
    if (refused.size > 0) onRefused([...refused]);
  }

  instances.observeDeep(onEvents);
  return () => instances.unobserveDeep(onEvents);
}

function takenBack(
  before: Map<string, unknown>,
  place: string,
  id: string | null,
  key: string,
  event: Y.YEvent<Y.AbstractType<unknown>>,
): boolean {
  // A creation that is taken back is either removed whole or flagged as deleted.
  if (id === null) return before.delete(place) && event.changes.keys.get(key)?.action === 'delete';
  if (key === 'deleted' && before.has(id)) return before.delete(id);
  if (!before.has(place)) return false;
  const [was, now] = [before.get(place), valueAt(event, key)];
  before.delete(place);
  return sameValue(was, now);
}

function valueAt(event: Y.YEvent<Y.AbstractType<unknown>>, key: string): unknown {
  const target: object = event.target;
  return 'get' in target && typeof target.get === 'function' ? target.get(key) : undefined;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
