import { RotateCcw } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { decisionOf, useShapes, useWorkbench } from '../state/sessionContext.ts';
import styles from './CameBackStrip.module.css';

/** Says why a picture came back to this person, and goes through what of theirs was rejected; nothing where it did not. */
export function CameBackStrip() {
  const { commands, image, me, selection, view, work } = useWorkbench();
  const item = useStore(work.store, ({ waiting }) => waiting.get(image.id));
  const shapes = useShapes((state) => state.shapes);
  const decisions = useShapes((state) => state.decisions);
  const rejected = useMemo(
    () =>
      shapes.filter(({ createdBy, id }) => createdBy === me.id && decisionOf(decisions, id) === 'rejected'),
    [shapes, decisions, me.id],
  );
  const isReturned = item?.kind === 'returned';
  if (!isReturned && rejected.length === 0) return null;
  const count = t('cameBack.rejected', { n: rejected.length });
  const showNext = () => {
    const at = rejected.findIndex(({ id }) => id === selection.store.getState().selected[0]);
    // The reason of each stands beside the objects.
    view.setState({ panelOpen: true, tab: 'objects' });
    // With its handles: it is to be mended.
    commands.run('toolSelect');
    commands.show(rejected[(at + 1) % rejected.length].id);
  };
  return (
    <section className={styles.strip} aria-label={t('cameBack.title')} data-testid="came-back">
      <RotateCcw size={16} aria-hidden />
      <p className={styles.words}>
        {isReturned ? (
          <>
            {t('cameBack.returned', { name: item.byName ?? t('common.somebody') })}{' '}
            <strong>{item.reason}</strong>
          </>
        ) : (
          count
        )}
      </p>
      {isReturned && rejected.length > 0 && <span className={styles.count}>{count}</span>}
      {rejected.length > 0 && (
        <Button size="small" onClick={showNext}>
          {t(rejected.length === 1 ? 'cameBack.show' : 'cameBack.showNext')}
        </Button>
      )}
    </section>
  );
}
