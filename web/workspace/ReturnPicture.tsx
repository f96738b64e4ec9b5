import { Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { returnImage } from '../connection/workApi.ts';
import { Button } from '../ui/Button.tsx';
import { failureWords } from '../ui/language/failureWords.ts';
import { t } from '../ui/language/language.ts';
import { TextField } from '../ui/TextField.tsx';
import styles from './ReviewPanel.module.css';
import { useWorkbench } from './sessionContext.ts';

/** Gives the whole picture back to whoever submitted it: for what no decision on one object can say. */
export function ReturnPicture() {
  const { image, notes } = useWorkbench();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await returnImage(image.id, reason.trim());
      notes.say({ title: t('work.returned', { file: image.fileName }) });
      setAsking(false);
      setReason('');
    } catch (cause) {
      notes.warn({ title: t('work.notReturned'), description: failureWords(cause) });
    }
  };
  if (!asking)
    return (
      <Button size="small" kind="quiet" className={styles.return} onClick={() => setAsking(true)}>
        <Undo2 aria-hidden /> {t('work.return')}
      </Button>
    );
  return (
    <form className={styles.return} onSubmit={(event) => void send(event)}>
      <TextField
        label={t('work.whatIsMissing')}
        autoFocus
        autoComplete="off"
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <Button size="small" type="submit" disabled={!reason.trim()}>
        {t('work.return')}
      </Button>
    </form>
  );
}
