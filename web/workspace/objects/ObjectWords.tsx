import { useStore } from 'zustand';
import { reviewWords } from '../../review/decidedWords.ts';
import { t } from '../../ui/language/language.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';

/** Tells those who do not see the picture which object is selected, and where it stands in the list. */
export function ObjectWords() {
  const { labelOf, personName, selection } = useWorkbench();
  const { selected } = useStore(selection.store);
  const { byId, decisions, shapes } = useShapes((state) => state);
  const shape = selected.length === 1 ? byId.get(selected[0]) : undefined;
  return (
    <div className="visually-hidden" aria-live="polite" data-testid="object-words">
      {shape &&
        t('objects.words', {
          label: labelOf(shape.label)?.name ?? t('labels.unknown'),
          place: shapes.length - shapes.indexOf(shape),
          count: shapes.length,
          decision: reviewWords(decisions.get(shape.id), personName) ?? t('decision.none'),
        })}
    </div>
  );
}
