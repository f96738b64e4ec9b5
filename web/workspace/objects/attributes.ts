import {
  type Attribute,
  type AttributeValue,
  attributeValue,
  missingAttributes,
} from '@maskroom/shared/annotation/attribute';
import { flushSync } from 'react-dom';
import type { DocumentShape } from '../../document/shape.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { withoutLocked } from './locks.ts';

/** Selected objects of one label, and what it asks of them. */
export interface Described {
  readonly shapes: readonly DocumentShape[];
  readonly attributes: readonly Attribute[];
}

/** What is described when these are selected; nothing when their labels differ or ask for nothing. */
export function describedBy(
  { labelOf }: Pick<WorkspaceSession, 'labelOf'>,
  shapes: readonly DocumentShape[],
): Described | null {
  const [first, ...others] = shapes;
  if (!first || others.some(({ label }) => label !== first.label)) return null;
  const attributes = labelOf(first.label)?.attributes ?? [];
  return attributes.length > 0 ? { shapes, attributes } : null;
}

export function describedNow(session: WorkspaceSession): Described | null {
  const { byId } = session.shapes.getState();
  const { selected } = session.selection.store.getState();
  return describedBy(
    session,
    selected.flatMap((id) => byId.get(id) ?? []),
  );
}

/** The answer that all of them give; undefined where one gives none or they differ. */
export function commonAnswer(
  shapes: readonly DocumentShape[],
  attribute: Attribute,
): AttributeValue | undefined {
  const [first, ...others] = shapes.map(({ attributes }) => attributeValue(attribute, attributes));
  return others.every((value) => value === first) ? first : undefined;
}

/** Answers for all that may be changed, as one step; says why if some may not. */
export function answer(
  session: WorkspaceSession,
  shapes: readonly DocumentShape[],
  attribute: Attribute,
  value: AttributeValue | undefined,
): void {
  if (commonAnswer(shapes, attribute) === value && value !== undefined) return;
  const open = withoutLocked(
    session,
    shapes.map(({ id }) => id),
  );
  if (open.length > 0) session.editor.describe(open, attribute, value);
}

export const attributeFieldId = (attributeId: string): string => `attribute-${attributeId}`;

/**
 * What the key of the nth attribute does to the selection: a box is ticked, the next choice taken, and the field of a
 * number or text gets the keyboard. False when there is no such attribute.
 */
export function answerByKey(session: WorkspaceSession, place: number): boolean {
  const described = describedNow(session);
  const attribute = described?.attributes[place];
  if (!described || !attribute) return false;
  const value = commonAnswer(described.shapes, attribute);
  if (attribute.kind === 'checkbox') answer(session, described.shapes, attribute, value !== true);
  else if (attribute.kind === 'select') {
    const next = attribute.options.indexOf(String(value)) + 1;
    answer(session, described.shapes, attribute, attribute.options[next % attribute.options.length]);
  } else focusAttribute(session, attribute.id);
  return true;
}

export const attributeField = (attributeId: string): HTMLElement | null =>
  document.getElementById(attributeFieldId(attributeId));

/** Opens the panel and puts the keyboard into an attribute's field: the next digit is written there already. */
function focusAttribute({ view }: Pick<WorkspaceSession, 'view'>, attributeId: string): void {
  flushSync(() => view.setState({ panelOpen: true, tab: 'objects' }));
  attributeField(attributeId)?.focus();
}

/** An object that does not answer all that its label requires. */
export interface Unanswered {
  readonly shape: DocumentShape;
  readonly missing: readonly Attribute[];
}

export const missingOf = (
  { labelOf }: Pick<WorkspaceSession, 'labelOf'>,
  { label, attributes }: DocumentShape,
): readonly Attribute[] => missingAttributes(labelOf(label)?.attributes ?? [], attributes);

/** What is left to answer before the picture can be submitted, top object first; accepted objects are done with. */
export function unanswered(session: WorkspaceSession): readonly Unanswered[] {
  return session.shapes
    .getState()
    .shapes.filter(({ id }) => session.shapes.getState().decisions.get(id)?.decision !== 'accepted')
    .flatMap((shape) => {
      const missing = missingOf(session, shape);
      return missing.length > 0 ? [{ shape, missing }] : [];
    })
    .toReversed();
}
