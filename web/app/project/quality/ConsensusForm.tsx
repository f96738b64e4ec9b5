import type { Image } from '@maskroom/shared/protocol/http';
import { type ReactNode, useState } from 'react';
import { startConsensus } from '../../../connection/qualityApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useSending } from '../../../ui/useSending.ts';
import styles from './Quality.module.css';

interface ConsensusFormProps {
  readonly projectId: string;
  /** Those that are given out. */
  readonly pictures: readonly Image[];
  readonly onDone: () => void;
  /** What tells which those are. */
  readonly children?: ReactNode;
}

/** Gives pictures to several people who do not see each other. */
export function ConsensusForm({ children, onDone, pictures, projectId }: ConsensusFormProps) {
  const notes = useNotes();
  const [people, setPeople] = useState('2');
  const each = Number(people);
  const { busy, problem, send } = useSending(async () => {
    const imageIds = pictures.map(({ id }) => id);
    const jobs = await startConsensus(projectId, { imageIds, people: each });
    notes.say({ title: t('quality.started', { n: jobs.length }) });
    onDone();
  });
  return (
    <form className={styles.form} onSubmit={send}>
      {children}
      <TextField label={t('quality.each')} inputMode="numeric" value={people} onChange={setPeople} />
      {problem !== null && <p role="alert">{problem}</p>}
      <Button
        kind="primary"
        type="submit"
        busy={busy}
        disabled={pictures.length === 0 || !Number.isInteger(each) || each < 2}
      >
        {t('quality.give', { n: pictures.length })}
      </Button>
    </form>
  );
}
