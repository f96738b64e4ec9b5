import { Archive } from 'lucide-react';
import { t } from '../../ui/language/language.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './KeptChip.module.css';
import { useKeptCount } from './useKeptCount.ts';

/** Stands in the bar for as long as something that was refused is kept. */
export function KeptChip() {
  const { view } = useWorkbench();
  const kept = useKeptCount();
  if (kept === 0) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      data-testid="kept"
      aria-label={t('kept.chip', { n: kept })}
      onClick={() => view.setState({ keptOpen: true })}
    >
      <Archive size={14} aria-hidden />
      <span className={styles.words}>{t('kept.notTaken', { n: kept })}</span>
      <span className={styles.short}>{kept}</span>
    </button>
  );
}
