import type { Database } from '../store/database.ts';
import { listInstances, type NamedInstance } from '../store/instanceStore.ts';
import { type LayerRow, listLayers } from '../store/twinStore.ts';
import { type Cluster, clusterShapes, type LayerShape } from './cluster.ts';
import { matchShapes } from './match.ts';
import { inPieces } from './pieces.ts';
import { type LabelledShape, type QualityShape, toQualityShapes } from './shape.ts';

interface DrawnInstance extends LabelledShape {
  readonly layer: string;
  readonly row: NamedInstance;
}

/** An object in somebody's layer, with all that is known of it. */
export type LayerInstance = DrawnInstance & LayerShape;

/** `inPicture`: the picture that everybody shares has the object already, whatever it is called there. */
export type LayersCluster = Cluster<LayerInstance> & { readonly inPicture: boolean };

export interface Layers {
  readonly layers: readonly LayerRow[];
  /** Of what was submitted (Q23); most members first. */
  readonly clusters: readonly LayersCluster[];
}

/** Who submitted a layer, and what they agree on. */
export async function readLayers(db: Database, imageId: string): Promise<Layers> {
  const layers = await listLayers(db, imageId);
  const drawn: DrawnInstance[] = [];
  for (const { id, submittedAt, userId } of layers) {
    if (submittedAt === null || userId === null) continue;
    for (const row of await listInstances(db, id)) drawn.push({ ...shapeOf(row), layer: userId, row });
  }
  const clusters = await inPieces(clusterShapes(await inPieces(toQualityShapes(drawn))));
  clusters.sort((a, b) => b.members.length - a.members.length);
  const there = await inPieces(toQualityShapes((await listInstances(db, imageId)).map(shapeOf)));
  const { matched } = await inPieces(
    matchShapes<QualityShape>(
      clusters.map(({ members: [{ shape }] }) => shape),
      there,
    ),
  );
  const known = new Set(matched.map(({ a }) => a.id));
  return {
    layers,
    clusters: clusters.map((cluster) => ({ ...cluster, inPicture: known.has(cluster.members[0].shape.id) })),
  };
}

const shapeOf = ({ geometry, id, label_id: label }: NamedInstance): LabelledShape => ({
  id,
  label,
  geometry,
});

export const submittersOf = (layers: readonly LayerRow[]): string[] =>
  layers.flatMap(({ submittedAt, userId }) => (submittedAt === null || userId === null ? [] : [userId]));
