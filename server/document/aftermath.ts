import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { reviewOf } from '@maskroom/shared/document/documentModel';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type * as Y from 'yjs';
import { restoreInstance } from './compensate.ts';
import { changedFields } from './instanceValues.ts';
import type { Staging } from './Staging.ts';

/**
 * What the server itself writes behind an update: it takes back what was not allowed, and opens the review of
 * rejected instances that were mended. Null when there is nothing to write.
 */
export function writeAftermath(
  staging: Staging,
  reverted: Iterable<string>,
  kept: readonly string[],
  at: number,
): Uint8Array | null {
  const [back, mended] = [[...reverted], kept.filter((id) => isMended(staging, id))];
  if (back.length === 0 && mended.length === 0) return null;
  return staging.write((doc) => {
    for (const id of back) restoreInstance(doc, id, staging.before(id));
    for (const id of mended) reopen(doc, staging, id, at);
  }).update;
}

/** A rejection was of what the reviewer saw: with another shape, label or attribute it waits for a decision again. */
const judged = ['geometry', 'label', 'attributes'];

function isMended(staging: Staging, id: string): boolean {
  const [before, after] = [staging.before(id), staging.after(id)];
  if (!before || !after || staging.decision(id)?.decision !== 'rejected') return false;
  return changedFields(before, after).some((field) => judged.includes(field));
}

function reopen(doc: Y.Doc, staging: Staging, id: string, at: number): void {
  const [rejected, geometry] = [staging.decision(id), staging.after(id)?.geometry];
  if (!rejected || !(geometry instanceof Uint8Array)) return;
  const opened: ReviewDecision = { ...rejected, decision: 'none', at, geometryHash: geometryHash(geometry) };
  reviewOf(doc).set(id, opened);
}
