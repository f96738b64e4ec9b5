import { CheckCheck, ChevronDown, ChevronUp } from 'lucide-react';
import { useCallback } from 'react';
import type { DocumentShape } from '../../document/shape.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { ProgressBar } from '../../ui/Progress.tsx';
import { ObjectList } from '../objects/ObjectList.tsx';
import { decisionOf, useShapes, useWorkbench } from '../state/sessionContext.ts';
import { ReturnPicture } from './ReturnPicture.tsx';
import { ReviewCard } from './ReviewCard.tsx';
import styles from './ReviewPanel.module.css';

/** Decides on one object after the other: the chosen one above, what waits below. */
export function ReviewPanel() {
  const { commands } = useWorkbench();
  const { keyOf } = useKeymap();
  const total = useShapes((state) => state.shapes.length);
  const decisions = useShapes((state) => state.decisions);
  const decided = useShapes(
    (state) => state.shapes.filter(({ id }) => decisionOf(state.decisions, id) !== 'none').length,
  );
  const waits = total - decided;
  const isWaiting = useCallback(
    (shape: DocumentShape) => decisionOf(decisions, shape.id) === 'none',
    [decisions],
  );
  return (
    <>
      <div className={styles.progress} data-testid="review-progress">
        <div className={styles.bar}>
          <ProgressBar label={t('review.decided')} value={total === 0 ? 0 : decided / total} />
        </div>
        <span>{t('review.ofDecided', { n: decided, total })}</span>
        {waits > 0 && <StepButtons />}
      </div>
      <ReviewCard />
      {waits > 1 && (
        <Button
          size="small"
          kind="quiet"
          className={styles.visible}
          data-testid="accept-visible"
          onClick={() => commands.run('reviewAcceptVisible')}
        >
          <CheckCheck aria-hidden /> {t('review.acceptVisible')} <Key keys={keyOf('reviewAcceptVisible')} />
        </Button>
      )}
      <div className={styles.list}>
        <ObjectList only={isWaiting} empty={total === 0 ? undefined : t('review.allDecided')} />
      </div>
      <ReturnPicture />
    </>
  );
}

/** Through what waits, the way of the list. */
function StepButtons() {
  const { commands } = useWorkbench();
  const { keyOf } = useKeymap();
  return (
    <span className={styles.steps}>
      <IconButton
        size="small"
        label={t('common.previous')}
        shortcut={keyOf('reviewPrevious')}
        onClick={() => commands.run('reviewPrevious')}
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        size="small"
        label={t('common.next')}
        shortcut={keyOf('reviewNext')}
        onClick={() => commands.run('reviewNext')}
      >
        <ChevronDown />
      </IconButton>
    </span>
  );
}
