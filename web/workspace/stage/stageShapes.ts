import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Person, ShapeState, StageShape } from '../../canvas/scene.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { type Other, presenceColorValue } from '../../presence/presence.ts';
import { t } from '../../ui/language/language.ts';
import type { Colouring } from '../state/lookStore.ts';
import { shapeColor } from './shapeColor.ts';

const unknownLabel = () => ({ name: t('labels.unknown'), color: '#8c8c8c' });

const stateOf = (decision: ReviewDecision | undefined): ShapeState =>
  decision === undefined || decision.decision === 'none' ? 'undecided' : decision.decision;

/** Turns document shapes into what the stage draws; what did not change keeps its identity. */
export function createStageShapes(
  labelOf: (id: string) => Label | undefined,
  colouring: Colouring = 'label',
) {
  const made = new WeakMap<DocumentShape, StageShape>();
  return (shapes: readonly DocumentShape[], decisions: ReadonlyMap<string, ReviewDecision>): StageShape[] =>
    shapes.map((shape) => {
      const state = stateOf(decisions.get(shape.id));
      const before = made.get(shape);
      if (before?.state === state) return before;
      const { color: labelColor, name } = labelOf(shape.label) ?? unknownLabel();
      const decision = decisions.get(shape.id)?.decision ?? 'none';
      const color = shapeColor(shape, decision, labelColor, colouring);
      const { id, geometry, polygon, predictedIou } = shape;
      const next: StageShape = {
        id,
        geometry,
        polygon,
        color,
        labelName: name,
        state,
        confidence: predictedIou,
      };
      made.set(shape, next);
      return next;
    });
}

export const personOf = ({ presence }: Other): Person => ({
  userId: presence.user.id,
  name: presence.user.name,
  color: presenceColorValue(presence),
});

/** Who has selected what, other people only: a tab of one's own holds nothing against oneself. */
export function heldByOthers(others: readonly Other[], myId: string): ReadonlyMap<string, Person> {
  const held = new Map<string, Person>();
  for (const other of others) {
    if (other.presence.user.id === myId) continue;
    for (const id of other.presence.selected) held.set(id, personOf(other));
  }
  return held;
}
