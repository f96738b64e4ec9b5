import { noAttributes, parseAttributeValues } from '@maskroom/shared/annotation/attribute';
import { type ReviewDecision, sourceOf } from '@maskroom/shared/annotation/instance';
import type { InstanceMap } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import { writeAnswers } from '../store/attributeColumns.ts';
import type { InstanceRow } from '../store/instanceTables.ts';

/** One instance's fields as they stand in the document, checked or not. */
export type InstanceValues = Readonly<Record<string, unknown>>;

export function readValues(map: InstanceMap): InstanceValues {
  return Object.fromEntries(map.entries());
}

/** What is deleted is kept so that it can come back, and counts for nothing. */
export const isPresent = (values: InstanceValues | undefined): boolean =>
  values !== undefined && values.deleted !== true;

/** Names of the fields that differ, those that only one side has among them. */
export const changedFields = (a: InstanceValues, b: InstanceValues): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !sameValue(a[field], b[field]));

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What the read model says of an instance; null for one that is deleted, which queues and exports leave out. */
export function toRow(
  imageId: string,
  id: string,
  values: InstanceValues,
  review: ReviewDecision | undefined,
): InstanceRow | null {
  const { label, geometry, createdBy, source, predictedIou, attributes, group, order, deleted } = values;
  const { stabilityScore } = values;
  if (deleted === true || !(geometry instanceof Uint8Array)) return null;
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok || typeof label !== 'string' || typeof createdBy !== 'string') return null;
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon.value);
  const decided = review !== undefined && review.decision !== 'none';
  return {
    image_id: imageId,
    id,
    label_id: label,
    created_by: createdBy,
    source: sourceOf(source),
    predicted_iou: typeof predictedIou === 'number' ? predictedIou : null,
    stability_score: typeof stabilityScore === 'number' ? stabilityScore : null,
    area: polygonArea(polygon.value),
    xmin,
    ymin,
    xmax,
    ymax,
    decision: review?.decision ?? 'none',
    decided_by: decided ? review.by : null,
    decided_at: decided ? review.at : null,
    reason: decided ? review.reason : null,
    geometry,
    geometry_hash: geometryHash(geometry),
    attributes: writeAnswers(parseAttributeValues(attributes) ?? noAttributes),
    group_id: typeof group === 'string' ? group : null,
    draw_order: typeof order === 'number' ? order : 0,
  };
}
