import { CompareButton } from '../review/CompareButton.tsx';
import type { Before } from '../review/usePast.ts';
import styles from './DecisionBar.module.css';
import type { Compare } from './useCompare.ts';

interface BeforeLineProps {
  readonly before: Before;
  readonly compare: Compare;
}

/** What was decided on the object before it changed, and the way to see what changed. */
export function BeforeLine({ before, compare }: BeforeLineProps) {
  return (
    <span className={styles.before}>
      <span className={styles.facts} title={before.words}>
        {before.words}
      </span>
      {before.earlier && <CompareButton comparing={compare.shown !== null} onToggle={compare.toggle} />}
    </span>
  );
}
