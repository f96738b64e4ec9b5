import { noAttributes, parseAttributeValues } from '@maskroom/shared/annotation/attribute';
import { descriptionHash } from '@maskroom/shared/annotation/descriptionHash';
import type { Decision, ReviewDecision } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import { reviewOf } from '@maskroom/shared/document/documentModel';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { ObjectNow, ReviewDecide } from '@maskroom/shared/protocol/socket';
import type { Actor } from '../account/actor.ts';
import { allowed } from '../account/permissions.ts';
import type { InstanceValues } from './instanceValues.ts';
import type { Staged, Staging } from './Staging.ts';

export interface Decide extends Pick<ReviewDecide, 'seen' | 'descriptionHash'> {
  readonly imageId: string;
  readonly instanceId: string;
  readonly decision: Decision;
  readonly reason: string | null;
  /** Of the shape that the reviewer saw. */
  readonly geometryHash: string;
  readonly by: Actor;
}

/** One that was opened again stands no more. */
type StandingDecision = ReviewDecision & { readonly decision: Exclude<Decision, 'none'> };
const isStanding = (last: ReviewDecision | undefined): last is StandingDecision =>
  last !== undefined && last.decision !== 'none';

/** The refusal `decided-meanwhile`: another decision stands than the reviewer saw. */
export class DecidedMeanwhile extends Problem {
  constructor(
    readonly standing: StandingDecision,
    override readonly details: Readonly<ObjectNow & Record<string, unknown>>,
  ) {
    super('decided-meanwhile');
  }
}

/**
 * Writes a decision on the staging document. Decisions lie in a root that only the server writes, and name the
 * shape they were made on.
 * @throws Problem `forbidden`, `own-work`, `not-found`, `decided-meanwhile` (a {@link DecidedMeanwhile}) or
 * `geometry-changed`, both with the object as it is now
 */
export function stageDecision(staging: Staging, role: Role | null, command: Decide, at: number): Staged {
  const { instanceId, decision, reason, by } = command;
  if (role === null) throw new Problem('not-found');
  if (!allowed(role, 'review')) throw new Problem('forbidden');
  const values = staging.before(instanceId);
  const now = values && objectNow(values);
  if (!values || !now) throw new Problem('not-found');
  // Opening a shape again is no judgement of it: a lead may do that with their own.
  const opens = decision === 'none' && allowed(role, 'unlock');
  if (values.createdBy === by.userId && !opens) throw new Problem('own-work');
  const standing = staging.decision(instanceId);
  if (isStanding(standing) && isUnseen(standing, command.seen))
    throw new DecidedMeanwhile(standing, { ...now });
  const { descriptionHash: described = now.descriptionHash } = command;
  if (now.geometryHash !== command.geometryHash || now.descriptionHash !== described)
    throw new Problem('geometry-changed', undefined, { ...now });
  const written: ReviewDecision = { decision, by: by.userId, at, reason, geometryHash: now.geometryHash };
  return staging.write((doc) => reviewOf(doc).set(instanceId, written));
}

/** Who does not say what they saw takes what there is. */
const isUnseen = (standing: ReviewDecision, seen: Decide['seen']): boolean =>
  seen !== undefined && (standing.by !== seen?.by || standing.at !== seen.at);

/** Null for one that is deleted or not whole. */
function objectNow({ attributes, deleted, geometry, label }: InstanceValues): ObjectNow | null {
  if (deleted === true || !(geometry instanceof Uint8Array) || typeof label !== 'string') return null;
  const answers = parseAttributeValues(attributes) ?? noAttributes;
  return {
    geometry,
    geometryHash: geometryHash(geometry),
    labelId: label,
    attributes: answers,
    descriptionHash: descriptionHash(label, answers),
  };
}
