import {
  documentCaps,
  type InstanceMap,
  instancesOf,
  metaOf,
  reviewOf,
} from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import type { ClientOwners } from './ClientOwners.ts';
import { NEARLY_FULL } from './CommitQueue.ts';
import type { DocumentLimits } from './limits.ts';

/**
 * The same document without its past: what Yjs keeps of everything that was ever written over or taken out is gone,
 * and so are instances that are deleted. All of it is written by `serverId`.
 */
export function renewedDocument(doc: Y.Doc, serverId: number): Uint8Array {
  const fresh = new Y.Doc();
  fresh.clientID = serverId;
  fresh.transact(() => {
    for (const [id, map] of instancesOf(doc)) {
      if (map.get('deleted') === true) continue;
      const copy: InstanceMap = new Y.Map(map.entries());
      instancesOf(fresh).set(id, copy);
      const decision = reviewOf(doc).get(id);
      if (decision) reviewOf(fresh).set(id, decision);
    }
    for (const [key, value] of metaOf(doc)) metaOf(fresh).set(key, value);
  });
  const bytes = Y.encodeStateAsUpdate(fresh);
  fresh.destroy();
  return bytes;
}

/** At least this many bytes are left of a document that is made anew: its shapes stay as they are. */
export function leastLeft(doc: Y.Doc): number {
  let bytes = 0;
  for (const map of instancesOf(doc).values()) {
    const geometry = map.get('geometry');
    if (geometry instanceof Uint8Array && map.get('deleted') !== true) bytes += geometry.length;
  }
  return bytes;
}

/** Making a document anew sends everyone back to its beginning: it has to bring much, or to be needed. */
export function isWorthIt(
  before: number,
  after: number,
  { renewBytes }: Pick<DocumentLimits, 'renewBytes'>,
): boolean {
  const isNearlyFull = before >= NEARLY_FULL * documentCaps.documentBytes;
  return before >= renewBytes && after <= before / (isNearlyFull ? 2 : 4);
}

/** Whether a state vector names a client id of before the document was last made anew. */
export function isOutdated(stateVector: Uint8Array, owners: ClientOwners): boolean {
  try {
    return [...Y.decodeStateVector(stateVector).keys()].some((client) => owners.isOfFormerEpoch(client));
  } catch {
    // Its answer finds that too.
    return false;
  }
}
