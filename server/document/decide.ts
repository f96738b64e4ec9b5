import type { Decision, ReviewDecision } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import { reviewOf } from '@maskroom/shared/document/documentModel';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Actor } from '../account/actor.ts';
import { allowed } from '../account/permissions.ts';
import type { Staged, Staging } from './Staging.ts';

export interface Decide {
  readonly imageId: string;
  readonly instanceId: string;
  readonly decision: Decision;
  readonly reason: string | null;
  /** Of the shape that the reviewer saw. */
  readonly geometryHash: string;
  readonly by: Actor;
}

/**
 * Writes a decision on the staging document. Decisions lie in a root that only the server writes, and name the
 * shape they were made on.
 * @throws Problem `forbidden`, `own-work`, `not-found`, `geometry-changed` with the shape as it is now
 */
export function stageDecision(staging: Staging, role: Role | null, command: Decide, at: number): Staged {
  const { instanceId, decision, reason, by } = command;
  if (role === null) throw new Problem('not-found');
  if (!allowed(role, 'review')) throw new Problem('forbidden');
  const values = staging.before(instanceId);
  const geometry = values?.geometry;
  if (!values || values.deleted === true || !(geometry instanceof Uint8Array)) throw new Problem('not-found');
  // Opening a shape again is no judgement of it: a lead may do that with their own.
  const opens = decision === 'none' && allowed(role, 'unlock');
  if (values.createdBy === by.userId && !opens) throw new Problem('own-work');
  const hash = geometryHash(geometry);
  if (hash !== command.geometryHash) {
    throw new Problem('geometry-changed', undefined, { geometry, geometryHash: hash });
  }
  const written: ReviewDecision = { decision, by: by.userId, at, reason, geometryHash: hash };
  return staging.write((doc) => reviewOf(doc).set(instanceId, written));
}
