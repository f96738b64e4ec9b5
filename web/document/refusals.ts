import { instancesOf, metaOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import type { Wanted } from './journal/wanted.ts';
import { sameValue } from './sameValue.ts';

export interface RefusalWatch {
  readonly doc: Y.Doc;
  /** True while a transaction is applied that the server sent right behind the echo of our own. */
  readonly isCompensation: () => boolean;
  /** What the echo confirmed, summed up by instance. */
  readonly sent: () => readonly Wanted[];
  readonly onRefused: (instanceIds: readonly string[]) => void;
}

/**
 * Notices when the server takes back what this tab did: a change that arrives behind an echo and gives a field
 * a value that it had before ours. Returns how to stop watching.
 */
export function watchRefusals({ doc, isCompensation, sent, onRefused }: RefusalWatch): () => void {
  // Both roots get their type now: a root that is named only later becomes another object.
  const [instances, meta] = [instancesOf(doc), metaOf(doc)];

  function onEvents(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    if (transaction.local || !isCompensation()) return;
    // Somebody went back to an earlier moment: that is an edit, not a verdict on ours.
    if ([...transaction.changed.keys()].some((type) => Object.is(type, meta))) return;
    const ours = new Map(sent().map((wanted) => [wanted.instanceId, wanted]));
    const refused = new Set<string>();
    for (const event of events) {
      const isRoot = Object.is(event.target, instances);
      for (const [key, { action }] of event.changes.keys) {
        const id = isRoot ? key : String(event.path[0]);
        const wanted = ours.get(id);
        if (!wanted) continue;
        const isBack = isRoot
          ? wanted.whole === null
            ? action !== 'delete'
            : wanted.whole !== undefined && action === 'delete'
          : isTakenBack(wanted, key, instances.get(id)?.get(key));
        if (isBack) refused.add(id);
      }
    }
    if (refused.size > 0) onRefused([...refused]);
  }

  instances.observeDeep(onEvents);
  return () => instances.unobserveDeep(onEvents);
}

function isTakenBack({ whole, fields }: Wanted, key: string, now: unknown): boolean {
  // A creation that is taken back is either removed whole or flagged as deleted.
  if (key === 'deleted' && whole) return now === true && !fields.has('deleted');
  const field = [...fields].find(([name]) => name === key)?.[1];
  if (!field || sameValue(field.value, now)) return false;
  return field.known.some((value) => sameValue(value, now));
}
