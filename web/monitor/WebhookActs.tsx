import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/language/language.ts';
import { Question } from '../ui/Question.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import styles from './AlertsDialog.module.css';

interface WebhookActsProps {
  readonly onTry: () => void;
  readonly onRemove: () => void;
}

/** What is done with a webhook that is set. Its secret is nowhere else: before it is removed that is asked. */
export function WebhookActs({ onTry, onRemove }: WebhookActsProps) {
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useFocusKept(place, asking);
  return (
    <div ref={place} tabIndex={-1} className={styles.acts}>
      {asking ? (
        <Question
          label={t('alerts.webhook.remove')}
          words={t('alerts.webhook.removed')}
          confirm={t('alerts.webhook.removeNow')}
          onConfirm={onRemove}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <>
          <Button size="small" onClick={onTry}>
            {t('alerts.webhook.test')}
          </Button>
          <Button size="small" kind="danger" onClick={() => setAsking(true)}>
            {t('alerts.webhook.remove')}
          </Button>
        </>
      )}
    </div>
  );
}
