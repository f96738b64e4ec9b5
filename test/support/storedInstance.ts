import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Database } from '../../server/store/database.ts';
import { putInstances } from '../../server/store/instanceStore.ts';
import type { InstanceRow } from '../../server/store/instanceTables.ts';

/** What makes a row of the read model differ from any other. */
export type OwnOfInstance = Partial<InstanceRow> & { id: string; label_id: string; created_by: string };

/** A row of the read model as the documents write it. */
export function instanceRow(imageId: string, polygon: Polygon, more: OwnOfInstance): InstanceRow {
  const geometry = encodeGeometry(polygon);
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  return {
    image_id: imageId,
    source: 'model',
    predicted_iou: 0.9,
    stability_score: null,
    area: polygonArea(polygon),
    xmin,
    ymin,
    xmax,
    ymax,
    decision: 'none',
    decided_by: null,
    decided_at: null,
    reason: null,
    geometry,
    geometry_hash: geometryHash(geometry),
    attributes: '{}',
    group_id: null,
    draw_order: 0,
    ...more,
  };
}

/** Puts a row into the read model, for tests that read it. */
export async function storeInstance(
  db: Database,
  imageId: string,
  polygon: Polygon,
  more: OwnOfInstance,
): Promise<void> {
  await putInstances(db, [instanceRow(imageId, polygon, more)]);
}
