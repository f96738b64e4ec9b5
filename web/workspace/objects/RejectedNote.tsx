import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { decidedWords } from '../../review/decidedWords.ts';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import styles from './RejectedNote.module.css';

/** Of the selected objects that were rejected: by whom and why, once for each who said what. */
export function RejectedNote() {
  const { personName, role, selection } = useWorkbench();
  const selected = useStore(selection.store, (state) => state.selected);
  const decisions = useShapes((state) => state.decisions);
  const said = new Set(
    selected.flatMap((id) => {
      const review = decisions.get(id);
      return review?.decision === 'rejected'
        ? [decidedWords('rejected', personName(review.by), review.reason)]
        : [];
    }),
  );
  if (said.size === 0) return null;
  return (
    <div className={styles.note} data-testid="rejected-note">
      <X size={14} strokeWidth={2.5} aria-hidden />
      <div>
        {[...said].map((words) => (
          <p key={words}>{words}</p>
        ))}
        {mayAnnotate(role) && <p className={styles.hint}>{t('cameBack.mend')}</p>}
      </div>
    </div>
  );
}
