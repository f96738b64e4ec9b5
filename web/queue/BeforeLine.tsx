import { CompareButton } from '../review/CompareButton.tsx';
import styles from './DecisionBar.module.css';
import type { Compare } from './useCompare.ts';

/** What was decided on the object before it changed, where something was, and the way to see what changed. */
export function BeforeLine({ compare: { before, shown, toggle } }: { readonly compare: Compare }) {
  if (!before) return null;
  return (
    <span className={styles.before}>
      <span className={styles.facts} title={before.words}>
        {before.words}
      </span>
      {before.earlier && <CompareButton comparing={shown !== null} onToggle={toggle} />}
    </span>
  );
}
