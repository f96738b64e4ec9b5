import type { Image } from '@maskroom/shared/protocol/http';
import { type FormEvent, type ReactNode, useState } from 'react';
import { markTruth } from '../../../connection/qualityApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { useNotes } from '../../../ui/Toast.tsx';
import styles from './Quality.module.css';

interface TruthFormProps {
  /** Those that are marked. */
  readonly pictures: readonly Image[];
  readonly onDone: () => void;
  /** Nothing else is asked here. */
  readonly alone?: boolean;
  /** What tells which those are. */
  readonly children?: ReactNode;
}

/** Marks pictures as ground truth. */
export function TruthForm({ alone, children, onDone, pictures }: TruthFormProps) {
  const notes = useNotes();
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      for (const { id } of pictures) await markTruth(id);
      setProblem(null);
      notes.say({ title: t('quality.marked', { n: pictures.length }) });
      onDone();
    } catch (cause) {
      setProblem(failureWords(cause));
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      {children}
      {problem !== null && <p role="alert">{problem}</p>}
      <Button kind={alone ? 'primary' : 'secondary'} type="submit" disabled={pictures.length === 0}>
        {t('quality.mark', { n: pictures.length })}
      </Button>
    </form>
  );
}
