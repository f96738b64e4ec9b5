import { ChartLine } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { t } from '../../ui/language/language.ts';
import styles from './Figures.module.css';

interface RowButtonProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: (event: MouseEvent) => void;
  /** Before the name. */
  readonly children?: ReactNode;
}

/** The name of a row, which shows the charts of that row alone, or of everything again. */
export const RowButton = ({ children, isChosen, name, onChoose }: RowButtonProps) => (
  <button
    type="button"
    className={styles.row}
    aria-pressed={isChosen}
    aria-label={t('figures.chart', { name })}
    onClick={onChoose}
  >
    {children}
    {name}
    <ChartLine size={14} aria-hidden />
  </button>
);
