import type { Image } from '@maskroom/shared/protocol/http';
import type { ReactNode } from 'react';
import { markTruth } from '../../../connection/qualityApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
import { useNotes } from '../../../ui/Toast.tsx';
import { useSending } from '../../../ui/useSending.ts';
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
  const { busy, problem, send } = useSending(async () => {
    for (const { id } of pictures) await markTruth(id);
    notes.say({ title: t('quality.marked', { n: pictures.length }) });
    onDone();
  });
  return (
    <form className={styles.form} onSubmit={send}>
      {children}
      {problem !== null && <p role="alert">{problem}</p>}
      <Button
        kind={alone ? 'primary' : 'secondary'}
        type="submit"
        busy={busy}
        disabled={pictures.length === 0}
      >
        {t('quality.mark', { n: pictures.length })}
      </Button>
    </form>
  );
}
