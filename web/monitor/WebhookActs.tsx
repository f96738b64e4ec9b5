import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/language/language.ts';
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
  const words = useId();
  // It is the question that Escape closes, not the dialog around it.
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setAsking(false);
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.acts}>
      {asking ? (
        <div
          className={styles.question}
          role="alertdialog"
          aria-label={t('alerts.webhook.remove')}
          aria-describedby={words}
          onKeyDown={press}
        >
          <p id={words}>{t('alerts.webhook.removed')}</p>
          <Button size="small" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button size="small" kind="danger" autoFocus onClick={onRemove}>
            {t('alerts.webhook.removeNow')}
          </Button>
        </div>
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
