import type { Database } from '../store/database.ts';
import { listInstances, type NamedInstance } from '../store/instanceStore.ts';
import { type LayerRow, listLayers } from '../store/twinStore.ts';
import { type Cluster, clusterShapes, type LayerShape } from './cluster.ts';
import { inPieces } from './pieces.ts';
import { type LabelledShape, toQualityShapes } from './shape.ts';

interface DrawnInstance extends LabelledShape {
  readonly layer: string;
  readonly row: NamedInstance;
}

/** An object in somebody's layer, with all that is known of it. */
export type LayerInstance = DrawnInstance & LayerShape;

export interface Layers {
  readonly layers: readonly LayerRow[];
  /** Of what was submitted (Q23); most members first. */
  readonly clusters: readonly Cluster<LayerInstance>[];
}

/** Who submitted a layer, and what they agree on. */
export async function readLayers(db: Database, imageId: string): Promise<Layers> {
  const layers = await listLayers(db, imageId);
  const drawn: DrawnInstance[] = [];
  for (const { id, submittedAt, userId } of layers) {
    if (submittedAt === null || userId === null) continue;
    for (const row of await listInstances(db, id))
      drawn.push({ id: row.id, label: row.label_id, geometry: row.geometry, layer: userId, row });
  }
  const clusters = await inPieces(clusterShapes(await inPieces(toQualityShapes(drawn))));
  clusters.sort((a, b) => b.members.length - a.members.length);
  return { layers, clusters };
}

export const submittersOf = (layers: readonly LayerRow[]): string[] =>
  layers.flatMap(({ submittedAt, userId }) => (submittedAt === null || userId === null ? [] : [userId]));
