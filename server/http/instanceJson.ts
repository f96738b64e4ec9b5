import { namedAttributes } from '@maskroom/shared/annotation/attribute';
import { descriptionHash } from '@maskroom/shared/annotation/descriptionHash';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { InstanceJson } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { pyramidOf } from '../image/tiled.ts';
import { readAnswers, readDefinitions } from '../store/attributeColumns.ts';
import type { NamedInstance, QueuedInstance } from '../store/instanceStore.ts';

/** A row of the read model as the API says it: rings in pixels instead of packed bytes. */
export const instanceJson = (row: NamedInstance): InstanceJson => ({
  id: row.id,
  imageId: row.image_id,
  label: row.label ?? '',
  labelId: row.label_id,
  polygon: polygonJson(row.geometry),
  area: row.area,
  box: [row.xmin, row.ymin, row.xmax, row.ymax],
  predictedIou: row.predicted_iou,
  stabilityScore: row.stability_score,
  source: row.source,
  createdBy: row.created_by,
  createdByName: row.created_by_name ?? row.created_by,
  decision: row.decision,
  reason: row.reason,
  geometryHash: row.geometry_hash,
  attributes: attributesJson(row),
  group: row.group_id,
  order: row.draw_order,
});

export const attributesJson = (row: Pick<NamedInstance, 'label_attributes' | 'attributes'>) =>
  namedAttributes(readDefinitions(row.label_attributes), readAnswers(row.attributes));

export const queueItemJson = (row: QueuedInstance): Queue['items'][number] => ({
  ...instanceJson(row),
  agreement: row.agreement,
  descriptionHash: descriptionHash(row.label_id, readAnswers(row.attributes)),
  fileName: row.file_name,
  width: row.width,
  height: row.height,
  tiles: row.value_range === null ? pyramidOf({ ...row, range: null }) : null,
});

/** Parts, rings, vertices; empty for bytes that are no shape (the gate of the documents lets none in). */
export function polygonJson(geometry: Uint8Array): [number, number][][][] {
  const polygon = decodeGeometry(geometry);
  return polygon.ok ? polygonRings(polygon.value) : [];
}

export const polygonRings = (polygon: Polygon): [number, number][][][] =>
  polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x, y])));
