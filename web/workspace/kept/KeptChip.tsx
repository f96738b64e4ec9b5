import { Archive } from 'lucide-react';
import { count } from '../../ui/quantity.ts';
import { useWorkbench } from '../sessionContext.ts';
import styles from './KeptChip.module.css';
import { useKeptCount } from './KeptHere.tsx';

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
      aria-label={`${count(kept, 'change')} not taken: look at them`}
      onClick={() => view.setState({ keptOpen: true })}
    >
      <Archive size={14} aria-hidden />
      <span className={styles.words}>{count(kept, 'change')} not taken</span>
      <span className={styles.short}>{kept}</span>
    </button>
  );
}
