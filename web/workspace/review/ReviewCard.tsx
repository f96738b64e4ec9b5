import { Check, RotateCcw, X } from 'lucide-react';
import { useStore } from 'zustand';
import { reviewWords } from '../../review/decidedWords.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { Key } from '../../ui/Key.tsx';
import { decimal } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Swatch } from '../labels/Swatch.tsx';
import { DecisionMark } from '../objects/DecisionMark.tsx';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import { LastDecision } from './LastDecision.tsx';
import styles from './ReviewPanel.module.css';
import { decideOn, undecidableReason } from './reviewActions.ts';

/** The object under review: whose it is, what was said of it, and the two words a reviewer has. */
export function ReviewCard() {
  const workbench = useWorkbench();
  const { keyOf } = useKeymap();
  const { commands, labelOf, personName, selection } = workbench;
  const chosen = useStore(selection.store, (state) => state.selected[0]);
  const shape = useShapes((state) => (chosen === undefined ? undefined : state.byId.get(chosen)));
  const said = useShapes((state) => (chosen === undefined ? undefined : state.decisions.get(chosen)));
  if (!shape) {
    return (
      <p className={styles.hint}>
        <span className={styles.press}>
          {t.rich('review.press', { key: () => <Key keys={keyOf('reviewNext')} /> })}
        </span>
        <span className={styles.choose}>{t('review.choose')}</span>
      </p>
    );
  }
  const refusal = undecidableReason(workbench, shape);
  const decision = said?.decision ?? 'none';
  const words = reviewWords(said, personName);
  const label = labelOf(shape.label);
  return (
    <div className={styles.card} data-testid="review-card" data-instance-id={shape.id}>
      <div className={styles.what}>
        <Swatch label={label} />
        <span className={styles.name}>{label?.name ?? t('labels.unknown')}</span>
        <DecisionMark decision={decision} />
      </div>
      <p className={styles.detail}>
        {personName(shape.createdBy)} ·{' '}
        {shape.predictedIou === null
          ? t('review.byHand')
          : t('review.byModel', { score: decimal(shape.predictedIou, 2) })}
        {words && (
          <>
            <br />
            {words}
          </>
        )}
      </p>
      {decision === 'none' && <LastDecision key={shape.id} shape={shape} />}
      {refusal && <p className={styles.detail}>{refusal}</p>}
      {decision === 'none' ? (
        <div className={styles.actions}>
          <Button
            size="small"
            kind="primary"
            disabled={refusal !== null}
            data-testid="review-accept"
            onClick={() => commands.run('reviewAccept')}
          >
            <Check aria-hidden /> {t('common.accept')}
            <span className={styles.cap}>
              <Key keys={keyOf('reviewAccept')} />
            </span>
          </Button>
          <Button
            size="small"
            disabled={refusal !== null}
            data-testid="review-reject"
            onClick={() => commands.run('reviewReject')}
          >
            <X aria-hidden /> {t('common.reject')} <Key keys={keyOf('reviewReject')} />
          </Button>
        </div>
      ) : (
        <Button
          size="small"
          disabled={refusal !== null}
          data-testid="review-reopen"
          onClick={() => void decideOn(workbench, shape, 'none')}
        >
          <RotateCcw aria-hidden /> {t('review.takeBack')}
        </Button>
      )}
    </div>
  );
}
