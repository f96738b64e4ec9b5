import type * as Y from 'yjs';
import { noAttributes, parseAttributeValues } from '../annotation/attribute.ts';
import { type Instance, isSource, type ReviewDecision } from '../annotation/instance.ts';
import { err, ok, type Result } from '../base/result.ts';
import { MAX_VERTICES } from '../geometry/geometryCodec.ts';

/** The root names of an image's document; the gate refuses any other. */
export const documentRoots = ['meta', 'instances', 'comments', 'review'] as const;

/** What a document may hold. */
export const documentCaps = {
  /** Those that are not deleted. */
  instances: 10_000,
  valueBytes: 64 * 1024,
  documentBytes: 16 * 1024 * 1024,
  /** How far up or down the drawing order goes. */
  order: 2 ** 40,
} as const;

/** What a client is told of them when it opens an image. */
export interface DocumentCaps {
  readonly instances: number;
  /** Of one instance. */
  readonly vertices: number;
  readonly valueBytes: number;
  readonly documentBytes: number;
}
const { instances, valueBytes, documentBytes } = documentCaps;
export const announcedCaps: DocumentCaps = { instances, vertices: MAX_VERTICES, valueBytes, documentBytes };

/** An instance is a flat map of these fields; `geometry` is one atomic value, so a shape is never half moved. */
export const instanceFields = [
  'label',
  'geometry',
  'attributes',
  'group',
  'order',
  'createdBy',
  'source',
  'predictedIou',
  'stabilityScore',
  'deleted',
] as const;

export type InstanceMap = Y.Map<unknown>;

export const instancesOf = (doc: Y.Doc): Y.Map<InstanceMap> => doc.getMap<InstanceMap>('instances');

/** What the server notes of the document itself: the moment somebody last went back to. */
export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap<unknown>('meta');

export const reviewOf = (doc: Y.Doc): Y.Map<ReviewDecision> => doc.getMap<ReviewDecision>('review');

/** Reads one instance out of its shared map; says which field is not what it must be. */
export function readInstance(id: string, map: InstanceMap): Result<Instance> {
  const [label, geometry, createdBy] = [map.get('label'), map.get('geometry'), map.get('createdBy')];
  const [source, predictedIou, order] = [
    map.get('source'),
    map.get('predictedIou') ?? null,
    map.get('order') ?? 0,
  ];
  const stabilityScore = map.get('stabilityScore');
  const group = map.get('group');
  if (typeof label !== 'string') return err('label is not text');
  if (!(geometry instanceof Uint8Array)) return err('geometry is not bytes');
  if (typeof createdBy !== 'string') return err('createdBy is not text');
  if (!isSource(source)) return err('source is not one that is known');
  if (predictedIou !== null && typeof predictedIou !== 'number') return err('predictedIou is not a number');
  if (typeof order !== 'number') return err('order is not a number');
  return ok({
    id,
    label,
    geometry,
    createdBy,
    source,
    predictedIou,
    stabilityScore: typeof stabilityScore === 'number' ? stabilityScore : null,
    attributes: parseAttributeValues(map.get('attributes')) ?? noAttributes,
    group: typeof group === 'string' ? group : null,
    order,
    deleted: map.get('deleted') === true,
  });
}

/** The instance with this id, if it is there and whole. */
export function findInstance(doc: Y.Doc, id: string): Instance | undefined {
  const map = instancesOf(doc).get(id);
  const read = map && readInstance(id, map);
  return read?.ok && !read.value.deleted ? read.value : undefined;
}

/** How many instances are there: those that are deleted make room for others. */
export function countInstances(doc: Y.Doc): number {
  let count = 0;
  for (const map of instancesOf(doc).values()) if (map.get('deleted') !== true) count++;
  return count;
}

/** All instances that are there and whole, in drawing order. */
export function readInstances(doc: Y.Doc): Instance[] {
  const instances: Instance[] = [];
  for (const [id, map] of instancesOf(doc)) {
    const read = readInstance(id, map);
    if (read.ok && !read.value.deleted) instances.push(read.value);
  }
  return instances.sort((a, b) => a.order - b.order);
}

export const readDecision = (doc: Y.Doc, instanceId: string): ReviewDecision | undefined =>
  reviewOf(doc).get(instanceId);

/** An accepted instance is locked: only a lead, an admin or a new decision opens it again. */
export const isLocked = (doc: Y.Doc, instanceId: string): boolean =>
  readDecision(doc, instanceId)?.decision === 'accepted';
