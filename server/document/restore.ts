import type { Instance, ReviewDecision } from '@maskroom/shared/annotation/instance';
import {
  findInstance,
  instancesOf,
  isLocked,
  metaOf,
  readInstances,
  reviewOf,
} from '@maskroom/shared/document/documentModel';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Restored } from '@maskroom/shared/protocol/history';
import * as Y from 'yjs';
import { writeAnswers } from '../store/attributeColumns.ts';

/** An instance as it was at the moment to go back to. */
export interface Remembered extends Omit<Instance, 'order' | 'deleted'> {
  /** Null: not known, nor are its group and its stability score; what the document says of them stays. */
  readonly order: number | null;
}

/**
 * Makes the document hold again what it held then: an edit like any other, so that it can be taken back by another.
 * Accepted instances stay as they are, and none comes back with a label that the project has no more.
 */
export function restoreDocument(
  doc: Y.Doc,
  remembered: readonly Remembered[],
  labels: ReadonlySet<string>,
  at: number,
): Restored {
  const changed: string[] = [];
  const kept: Restored['kept'] = [];
  const wanted = new Map(remembered.map((instance) => [instance.id, instance]));
  for (const { id } of readInstances(doc)) {
    if (wanted.has(id)) continue;
    if (isLocked(doc, id)) kept.push({ instanceId: id, reason: 'accepted' });
    else {
      instancesOf(doc).get(id)?.set('deleted', true);
      changed.push(id);
    }
  }
  for (const instance of remembered) {
    const now = findInstance(doc, instance.id);
    if (now && isAsThen(now, instance)) continue;
    if (now && isLocked(doc, instance.id)) kept.push({ instanceId: instance.id, reason: 'accepted' });
    else if (!labels.has(instance.label)) kept.push({ instanceId: instance.id, reason: 'label-gone' });
    else {
      putBack(doc, instance);
      if (!now || !isJudgedAlike(now, instance)) reopen(doc, instance, at);
      changed.push(instance.id);
    }
  }
  // Clients tell by it that their work was not refused but gone back behind.
  if (changed.length > 0) metaOf(doc).set('restoredAt', at);
  return { changed, kept };
}

const isAsThen = (now: Instance, then: Remembered): boolean =>
  isJudgedAlike(now, then) && (then.order === null || (now.order === then.order && now.group === then.group));

/** Whether a decision on the one is one on the other: neither group nor order is judged. */
const isJudgedAlike = (now: Instance, then: Remembered): boolean =>
  now.label === then.label &&
  writeAnswers(now.attributes) === writeAnswers(then.attributes) &&
  Buffer.compare(now.geometry, then.geometry) === 0;

/** What was undone right away has no map any more; what was deleted has one that says so. */
function putBack(doc: Y.Doc, { id, group, order, stabilityScore, ...values }: Remembered): void {
  const instances = instancesOf(doc);
  const map = instances.get(id) ?? new Y.Map<unknown>();
  const onTop = () => Math.max(0, ...readInstances(doc).map((one) => one.order)) + 1;
  const place = order === null ? {} : { group, order, stabilityScore };
  const fields = { ...(map.doc === null && { order: onTop() }), ...values, ...place, deleted: false };
  for (const [field, value] of Object.entries(fields)) {
    if (map.doc === null || map.get(field) !== value) map.set(field, value);
  }
  if (map.doc === null) instances.set(id, map);
}

/** A decision was of another shape or label: the instance waits for one again. */
function reopen(doc: Y.Doc, { geometry, id }: Remembered, at: number): void {
  const decision = reviewOf(doc).get(id);
  if (!decision || decision.decision === 'none') return;
  const opened: ReviewDecision = { ...decision, decision: 'none', at, geometryHash: geometryHash(geometry) };
  reviewOf(doc).set(id, opened);
}
