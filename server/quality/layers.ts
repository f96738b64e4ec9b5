import type { Database } from '../store/database.ts';
import { listInstances, type NamedInstance } from '../store/instanceStore.ts';
import { type LayerRow, listLayers } from '../store/twinStore.ts';
import { type Cluster, clusterShapes, type LayerShape } from './cluster.ts';
import { prepareIous } from './iou.ts';
import { toQualityShape } from './shape.ts';

/** An object in somebody's layer, with all that is known of it. */
export interface LayerInstance extends LayerShape {
  readonly row: NamedInstance;
}

export interface Layers {
  readonly layers: readonly LayerRow[];
  /** Of what was submitted (Q23); most members first. */
  readonly clusters: readonly Cluster<LayerInstance>[];
}

/** Who submitted a layer, and what they agree on. */
export async function readLayers(db: Database, imageId: string): Promise<Layers> {
  const layers = await listLayers(db, imageId);
  const byLayer: LayerInstance[][] = [];
  for (const { id, submittedAt, userId } of layers) {
    if (submittedAt === null || userId === null) continue;
    byLayer.push(
      (await listInstances(db, id)).map((row) =>
        toQualityShape({ id: row.id, label: row.label_id, geometry: row.geometry, layer: userId, row }),
      ),
    );
  }
  await prepareIous(byLayer);
  const clusters = clusterShapes(byLayer.flat()).sort((a, b) => b.members.length - a.members.length);
  return { layers, clusters };
}

export const submittersOf = (layers: readonly LayerRow[]): string[] =>
  layers.flatMap(({ submittedAt, userId }) => (submittedAt === null || userId === null ? [] : [userId]));
