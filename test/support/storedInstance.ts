import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Database } from '../../server/store/database.ts';
import type { InstanceRow } from '../../server/store/tables.ts';

/** Puts a row into the read model as the documents do, for tests that read it. */
export async function storeInstance(
  db: Database,
  imageId: string,
  polygon: Polygon,
  more: Partial<InstanceRow> & { id: string; label_id: string; created_by: string },
): Promise<void> {
  const geometry = encodeGeometry(polygon);
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const row: InstanceRow = {
    image_id: imageId,
    source: 'model',
    predicted_iou: 0.9,
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
  await db.insertInto('instances').values(row).execute();
}
