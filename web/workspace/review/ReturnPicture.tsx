import { Undo2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { getImage } from '../../connection/api.ts';
import { useLiveLoaded } from '../../connection/useLiveLoaded.ts';
import { returnImage } from '../../connection/workApi.ts';
import { Button } from '../../ui/Button.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './ReviewPanel.module.css';

const parts = ['pictures'] as const;
/** From one answer to the next at least, ms: the pictures of a project change with every stroke. */
const REST_MS = 5_000;

/** Gives the whole picture back to whoever submitted it: for what no decision on one object can say. */
export function ReturnPicture() {
  const { image, notes } = useWorkbench();
  const [asking, setAsking] = useState(false);
  const load = useCallback(() => getImage(image.id), [image.id]);
  const { loaded, reload } = useLiveLoaded(load, { projectId: image.projectId, parts, restMs: REST_MS });
  const { submitted } = loaded.status === 'ready' ? loaded.value : image;
  const send = async (reason: string) => {
    try {
      await returnImage(image.id, reason);
      notes.say({ title: t('work.returned', { file: image.fileName }) });
      setAsking(false);
      reload();
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
  if (!submitted) return null;
  return (
    <Button size="small" kind="quiet" className={styles.return} onClick={() => setAsking(true)}>
      <Undo2 aria-hidden /> {t('work.return')}
    </Button>
  );
}
