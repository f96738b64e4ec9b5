import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { useStore } from 'zustand';
import { decidedWords } from '../../review/decidedWords.ts';
import { t } from '../../ui/language/language.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';

/** Tells those who do not see the picture which object is selected, and where it stands in the list. */
export function ObjectWords() {
  const { labelOf, personName, selection } = useWorkbench();
  const { selected } = useStore(selection.store);
  const { byId, decisions, shapes } = useShapes((state) => state);
  const wordsOf = (review: ReviewDecision | undefined): string =>
    review && review.decision !== 'none'
      ? decidedWords(review.decision, personName(review.by), review.reason)
      : t('decision.none');
  const shape = selected.length === 1 ? byId.get(selected[0]) : undefined;
  return (
    <div className="visually-hidden" aria-live="polite" data-testid="object-words">
      {shape &&
        t('objects.words', {
          label: labelOf(shape.label)?.name ?? t('labels.unknown'),
          place: shapes.length - shapes.indexOf(shape),
          count: shapes.length,
          decision: wordsOf(decisions.get(shape.id)),
        })}
    </div>
  );
}
