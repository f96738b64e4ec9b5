import * as Y from 'yjs';
import { type AttributeValue, noAttributes, parseAttributeValues } from '../annotation/attribute.ts';
import type { Instance } from '../annotation/instance.ts';
import type { Geometry } from '../geometry/geometryCodec.ts';
import { type InstanceMap, instancesOf } from './documentModel.ts';

/**
 * Every edit is one transaction that carries its origin: undo follows its own origin only. An edit of an
 * instance that is gone does nothing.
 */
export type EditOrigin = object | string;

/** Without attributes, group and stability score it has none. */
export type NewInstance = Omit<Instance, 'deleted' | 'order' | 'attributes' | 'group' | 'stabilityScore'> &
  Partial<Pick<Instance, 'attributes' | 'group' | 'stabilityScore'>>;

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

/** Answers one attribute; undefined takes the answer away. Answers to other attributes stay. */
export function setAttribute(
  doc: Y.Doc,
  id: string,
  attributeId: string,
  value: AttributeValue | undefined,
  origin: EditOrigin,
): void {
  const { [attributeId]: was, ...others } =
    parseAttributeValues(instancesOf(doc).get(id)?.get('attributes')) ?? noAttributes;
  if (was === value) return;
  const attributes = value === undefined ? others : { ...others, [attributeId]: value };
  setField(doc, id, 'attributes', attributes, origin);
}

/** Null takes the instance out of its group. */
export const setGroup = (doc: Y.Doc, id: string, group: string | null, origin: EditOrigin): void =>
  setField(doc, id, 'group', group, origin);

export const setOrder = (doc: Y.Doc, id: string, order: number, origin: EditOrigin): void =>
  setField(doc, id, 'order', order, origin);

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
