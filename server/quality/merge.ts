import { randomUUID } from 'node:crypto';
import { Problem } from '@maskroom/shared/base/problem';
import {
  countInstances,
  documentCaps,
  findInstance,
  instancesOf,
  isLocked,
} from '@maskroom/shared/document/documentModel';
import { addInstance, type NewInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Unmerged } from '@maskroom/shared/protocol/quality';
import type * as Y from 'yjs';
import { readAnswers, writeAnswers } from '../store/attributeColumns.ts';
import type { MergedInstance } from '../store/mergeStore.ts';
import type { Cluster } from './cluster.ts';
import { shapeIou } from './iou.ts';
import type { LayerInstance } from './layers.ts';

/** The object that a cluster becomes: its first member's, by whoever drew that, with the label that most say. */
export function mergedOf({ label, members: [{ shape }] }: Cluster<LayerInstance>): NewInstance {
  const { row } = shape;
  return {
    id: randomUUID(),
    label,
    geometry: row.geometry,
    createdBy: row.created_by,
    source: row.source,
    predictedIou: row.predicted_iou,
    stabilityScore: row.stability_score,
    // Answers are to what a label asks.
    attributes: label === row.label_id ? readAnswers(row.attributes) : {},
  };
}

/**
 * How far these many people agreed on the object (Q26), 0..1: the mean IoU of its shape to those of everybody but whoever
 * drew it, 0 for those who have nothing there or call it something else.
 */
export function agreementOf(
  { label, members: [{ shape }, ...others] }: Cluster<LayerInstance>,
  people: number,
): number {
  const same = others.filter((other) => other.shape.label === label);
  return same.reduce((sum, other) => sum + shapeIou(shape, other.shape), 0) / (people - 1);
}

export const noteOf = ({ attributes, geometry, id, label }: NewInstance): MergedInstance => ({
  id,
  label,
  geometryHash: geometryHash(geometry),
  attributes: writeAnswers(attributes ?? {}),
});

/** @throws Problem `conflict` */
export function requireRoom(doc: Y.Doc, more: number): void {
  if (countInstances(doc) + more > documentCaps.instances)
    throw new Problem('conflict', 'The picture has no room for that many objects.');
}

export function addAll(doc: Y.Doc, instances: readonly NewInstance[]): void {
  for (const instance of instances) addInstance(doc, instance, 'merge');
}

/** Takes away what a merge added and nobody has worked on since (Q25); what is gone already is passed over. */
export function takeAway(doc: Y.Doc, merged: readonly MergedInstance[]): Unmerged {
  const removed: string[] = [];
  const kept: Unmerged['kept'] = [];
  for (const then of merged) {
    const now = findInstance(doc, then.id);
    if (!now) continue;
    const isAsThen =
      now.label === then.label &&
      geometryHash(now.geometry) === then.geometryHash &&
      writeAnswers(now.attributes) === then.attributes;
    if (isLocked(doc, then.id)) kept.push({ instanceId: then.id, reason: 'accepted' });
    else if (!isAsThen) kept.push({ instanceId: then.id, reason: 'changed' });
    else {
      instancesOf(doc).get(then.id)?.set('deleted', true);
      removed.push(then.id);
    }
  }
  return { removed, kept };
}
