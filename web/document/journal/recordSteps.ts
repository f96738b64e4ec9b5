import { type InstanceMap, instanceFields, instancesOf } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { HistoryOrigin } from './HistoryOrigin.ts';
import type { Change, Step } from './step.ts';

type InstanceEvent = Y.YEvent<Y.AbstractType<unknown>>;
type Kind = Step['kind'];

/** Told once for every update of this tab, behind whatever sends it; `origin` is the transaction's own. */
export type OnOwnUpdate = (changes: readonly Change[], kind: Kind, origin: unknown) => void;

/** Reads what this tab does to the instances, field by field. Returns how to stop. */
export function recordSteps(doc: Y.Doc, remoteOrigin: object, onUpdate: OnOwnUpdate): () => void {
  const instances = instancesOf(doc);
  let changes: Change[] = [];
  const onEvents = (events: InstanceEvent[], { local }: Y.Transaction) => {
    if (local) changes = events.flatMap((event) => changesOf(event, instances));
  };
  const onOwn = (_update: Uint8Array, origin: unknown) => {
    if (origin === remoteOrigin) return;
    const made = changes;
    changes = [];
    onUpdate(made, kindOf(origin), origin);
  };
  instances.observeDeep(onEvents);
  doc.on('update', onOwn);
  return () => {
    instances.unobserveDeep(onEvents);
    doc.off('update', onOwn);
  };
}

function kindOf(origin: unknown): Kind {
  if (!(origin instanceof Y.UndoManager || origin instanceof HistoryOrigin)) return 'edit';
  return origin.undoing ? 'undo' : 'redo';
}

function changesOf(event: InstanceEvent, instances: Y.Map<InstanceMap>): Change[] {
  const changes: Change[] = [];
  const isRoot = Object.is(event.target, instances);
  for (const [key, { action, oldValue }] of event.changes.keys) {
    if (isRoot) {
      const map = instances.get(key);
      const after = map ? Object.fromEntries(map.entries()) : null;
      changes.push({ instanceId: key, field: null, before: null, after });
      continue;
    }
    const field = instanceFields.find((known) => known === key);
    const instanceId = String(event.path[0]);
    if (!field) continue;
    const before = action === 'add' ? undefined : oldValue;
    changes.push({ instanceId, field, before, after: instances.get(instanceId)?.get(key) });
  }
  return changes;
}
