import { type KeyboardEvent, useId } from 'react';
import { Button } from './Button.tsx';
import { t } from './language/language.ts';
import styles from './Question.module.css';

interface QuestionProps {
  /** What is about to be done, in a few words. */
  readonly label: string;
  /** What ends with it. */
  readonly words: string;
  /** On the button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done that ends more than one sees, in its place rather than above it. */
export function Question({ confirm, label, onCancel, onConfirm, words }: QuestionProps) {
  const about = useId();
  // It is the question that Escape closes, not the dialog around it.
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div
      className={styles.question}
      role="alertdialog"
      aria-label={label}
      aria-describedby={about}
      onKeyDown={press}
    >
      <p id={about}>{words}</p>
      <Button size="small" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button size="small" kind="danger" autoFocus onClick={onConfirm}>
        {confirm}
      </Button>
    </div>
  );
}
