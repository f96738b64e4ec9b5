import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { returnImage } from '../../connection/workApi.ts';
import { Button } from '../../ui/Button.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './ReviewPanel.module.css';

/** Gives the whole picture back to whoever submitted it: for what no decision on one object can say. */
export function ReturnPicture() {
  const { image, notes } = useWorkbench();
  const [asking, setAsking] = useState(false);
  const send = async (reason: string) => {
    try {
      await returnImage(image.id, reason);
      notes.say({ title: t('work.returned', { file: image.fileName }) });
      setAsking(false);
    } catch (cause) {
      notes.warn({ title: t('work.notReturned'), description: failureWords(cause) });
    }
  };
  if (asking)
    return (
      <ReasonForm
        label={t('work.whatIsMissing')}
        send={t('work.return')}
        className={styles.return}
        onSend={(reason) => void send(reason)}
      />
    );
  return (
    <Button size="small" kind="quiet" className={styles.return} onClick={() => setAsking(true)}>
      <Undo2 aria-hidden /> {t('work.return')}
    </Button>
  );
}
