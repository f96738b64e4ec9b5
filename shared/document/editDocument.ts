import * as Y from 'yjs';
import type { Instance } from '../annotation/instance.ts';
import type { Geometry } from '../geometry/geometryCodec.ts';
import { type InstanceMap, instancesOf } from './documentModel.ts';

/**
 * Every edit is one transaction that carries its origin: undo follows its own origin only. An edit of an
 * instance that is gone does nothing.
 */
export type EditOrigin = object | string;

export type NewInstance = Omit<Instance, 'deleted' | 'order'>;

export function addInstance(doc: Y.Doc, instance: NewInstance, origin: EditOrigin): void {
  const instances = instancesOf(doc);
  const map: InstanceMap = new Y.Map();
  const { id, ...fields } = instance;
  for (const [field, value] of Object.entries({ ...fields, order: nextOrder(doc), deleted: false }))
    map.set(field, value);
  doc.transact(() => instances.set(id, map), origin);
}

export const setGeometry = (doc: Y.Doc, id: string, geometry: Geometry, origin: EditOrigin): void =>
  setField(doc, id, 'geometry', geometry, origin);

export const setLabel = (doc: Y.Doc, id: string, label: string, origin: EditOrigin): void =>
  setField(doc, id, 'label', label, origin);

/** Deletion is a flag: a delete that meets an edit of somebody else loses neither. */
export const deleteInstance = (doc: Y.Doc, id: string, origin: EditOrigin): void =>
  setField(doc, id, 'deleted', true, origin);

function setField(doc: Y.Doc, id: string, field: string, value: unknown, origin: EditOrigin): void {
  const map = instancesOf(doc).get(id);
  if (map && map.get(field) !== value) doc.transact(() => map.set(field, value), origin);
}

function nextOrder(doc: Y.Doc): number {
  let highest = 0;
  for (const map of instancesOf(doc).values()) highest = Math.max(highest, Number(map.get('order') ?? 0));
  return highest + 1;
}
