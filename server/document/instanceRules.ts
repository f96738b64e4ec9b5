import { attributeFault, parseAttributeValues } from '@maskroom/shared/annotation/attribute';
import { isSource } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import { documentCaps, instanceFields } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { allowed } from '../account/permissions.ts';
import { forbidden, malformed, type Refusal } from './closeCodes.ts';
import { changedFields, type InstanceValues } from './instanceValues.ts';
import type { KnownLabels } from './roomParts.ts';

/** Who changes what, for one instance. */
export interface RuleContext {
  readonly userId: string;
  readonly role: Role;
  readonly isLocked: boolean;
  readonly labels: KnownLabels;
  readonly width: number;
  readonly height: number;
}

/**
 * `revert`: an honest client may have done this, not knowing what the server knows; it is taken back.
 * `hostile`: no client of ours does this; the update is dropped and the socket closed.
 */
export type Judgement =
  | { readonly kind: 'passes' }
  | {
      readonly kind: 'revert';
      readonly reason: 'role' | 'locked' | 'label' | 'attribute' | 'outside' | 'incomplete' | 'full';
    }
  | { readonly kind: 'hostile'; readonly refusal: Refusal };

/** A shape may stick out of the picture by this much: a stroke along the border is no fault. */
const OUTSIDE_TOLERANCE_PX = 1;
/** UUIDs in our clients; any short name without a meaning to JavaScript will do. */
const ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;

const passes: Judgement = { kind: 'passes' };
const revert = (reason: Extract<Judgement, { kind: 'revert' }>['reason']): Judgement => ({
  kind: 'revert',
  reason,
});
const hostile = (refusal: Refusal): Judgement => ({ kind: 'hostile', refusal });

/** Judges one instance by what it was and what an update made of it; undefined is an instance that is not there. */
export function judgeInstance(
  id: string,
  before: InstanceValues | undefined,
  after: InstanceValues | undefined,
  context: RuleContext,
): Judgement {
  const fault = after && (ID.test(id) ? faultIn(before, after, context.userId) : malformed('not an id'));
  if (fault) return hostile(fault);
  const changed = changedFields(before ?? {}, after ?? {});
  // An instance that came without a single field differs from none in no field.
  const isThere = (before === undefined) === (after === undefined);
  if (changed.length === 0 && isThere) return passes;
  if (!allowed(context.role, 'annotate')) return revert('role');
  if (context.isLocked && !allowed(context.role, 'unlock')) return revert('locked');
  if (after) return judgeValues(changed, before, after, context);
  // Deletion is a flag; the key itself goes when somebody undoes what they created.
  if (before?.createdBy === context.userId || allowed(context.role, 'instances:remove')) return passes;
  return hostile(forbidden("somebody else's instance was removed"));
}

function judgeValues(
  changed: readonly string[],
  before: InstanceValues | undefined,
  after: InstanceValues,
  context: RuleContext,
): Judgement {
  const { label, geometry, createdBy, source } = after;
  // Undo and redo around an edit of somebody else can lose a field; that is nobody's fault.
  if ([label, geometry, createdBy, source].includes(undefined)) return revert('incomplete');
  if (changed.includes('label') && !context.labels.ids.has(String(label))) return revert('label');
  if (changed.includes('attributes') && !answersHold(before, after, context)) return revert('attribute');
  if (changed.includes('geometry') && !isInside(geometry, context)) return revert('outside');
  return passes;
}

function faultIn(before: InstanceValues | undefined, after: InstanceValues, userId: string): Refusal | null {
  if (Object.keys(after).some((field) => !instanceFields.some((known) => known === field))) {
    return malformed('an instance has a field that is not known');
  }
  const { label, geometry, createdBy, source, group, order, attributes, deleted } = after;
  const wrong = [
    label !== undefined && (typeof label !== 'string' || label.length > 64),
    geometry !== before?.geometry && geometry !== undefined && !isGeometry(geometry),
    source !== undefined && !isSource(source),
    order !== undefined && !isOrder(order),
    group !== undefined && group !== null && !(typeof group === 'string' && ID.test(group)),
    deleted !== undefined && typeof deleted !== 'boolean',
    !isProbability(after.predictedIou ?? null),
    !isProbability(after.stabilityScore ?? null),
    attributes !== undefined && parseAttributeValues(attributes) === null,
  ];
  if (wrong.includes(true)) return malformed('a field of an instance is not what it must be');
  const author = before ? before.createdBy : userId;
  return createdBy === undefined || createdBy === author
    ? null
    : forbidden('the author of an instance was forged');
}

const isGeometry = (value: unknown): boolean => value instanceof Uint8Array && decodeGeometry(value).ok;

const isProbability = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value <= 1);

const isOrder = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) <= documentCaps.order;

/** Answers may always be taken away; each that is new fits its attribute as the project's labels define it now. */
function answersHold(
  before: InstanceValues | undefined,
  after: InstanceValues,
  { labels }: RuleContext,
): boolean {
  const was = parseAttributeValues(before?.attributes) ?? {};
  return Object.entries(parseAttributeValues(after.attributes) ?? {}).every(([id, value]) => {
    const attribute = labels.attributes.get(id);
    return was[id] === value || (attribute !== undefined && attributeFault(attribute, value) === null);
  });
}

function isInside(geometry: unknown, { width, height }: RuleContext): boolean {
  const polygon = geometry instanceof Uint8Array ? decodeGeometry(geometry) : undefined;
  if (!polygon?.ok) return false;
  const most = OUTSIDE_TOLERANCE_PX;
  return polygon.value.every((part) =>
    part.every((ring) =>
      ring.every(([x, y]) => x >= -most && y >= -most && x <= width + most && y <= height + most),
    ),
  );
}
