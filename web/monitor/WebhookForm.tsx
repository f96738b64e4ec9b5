import type { AlertSettings } from '@maskroom/shared/protocol/alerts';
import { type FormEvent, useRef, useState } from 'react';
import { putWebhook, removeWebhook, tryWebhook } from '../connection/alertsApi.ts';
import { Button } from '../ui/Button.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { failureWords } from '../ui/language/failureWords.ts';
import { moment } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { TextField } from '../ui/TextField.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import styles from './AlertsDialog.module.css';
import { WebhookActs } from './WebhookActs.tsx';

interface WebhookFormProps {
  readonly projectId: string;
  readonly settings: AlertSettings;
  readonly reload: () => void;
}

/** Where alerts are posted, its secret once, and what became of what was sent. */
export function WebhookForm({ projectId, settings: { deliveries, webhook }, reload }: WebhookFormProps) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [secret, setSecret] = useState<string | null>(null);
  const place = useRef<HTMLElement>(null);
  useFocusKept(place, webhook === null);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
      setProblem(null);
    } catch (cause) {
      setProblem(failureWords(cause));
    }
    reload();
  };
  const set = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => setSecret((await putWebhook(projectId, url.trim())).secret));
  };
  const remove = () =>
    act(async () => {
      await removeWebhook(projectId);
      setUrl('');
      setSecret(null);
    });
  return (
    <section ref={place} tabIndex={-1} className={styles.webhook} aria-label={t('alerts.webhook.title')}>
      <h3>{t('alerts.webhook.title')}</h3>
      <p className={styles.about}>{t('alerts.webhook.about')}</p>
      <form className={styles.row} onSubmit={set}>
        <TextField
          label={t('alerts.webhook.url')}
          type="url"
          autoComplete="off"
          value={url}
          onChange={setUrl}
        />
        <Button type="submit" disabled={!url.trim()}>
          {t('alerts.webhook.set')}
        </Button>
      </form>
      {problem !== null && (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      )}
      {secret !== null && <CopyField label={t('alerts.webhook.secret')} value={secret} />}
      {webhook && (
        <>
          <WebhookActs onTry={() => void act(() => tryWebhook(projectId))} onRemove={() => void remove()} />
          <Deliveries deliveries={deliveries} />
        </>
      )}
    </section>
  );
}

function Deliveries({ deliveries }: Pick<AlertSettings, 'deliveries'>) {
  if (deliveries.length === 0) return <p className={styles.about}>{t('alerts.webhook.none')}</p>;
  return (
    <ul className={styles.deliveries}>
      {deliveries.map(({ at, attempts, event, id, problem, status }) => (
        <li key={id}>
          <span>{moment(at, { dateStyle: 'short', timeStyle: 'medium' })}</span>
          <code>{event}</code>
          <span className={status === 'failed' ? styles.bad : undefined}>
            {t(`alerts.webhook.${status === 'waiting' && attempts === 0 ? 'sending' : status}`)}
          </span>
          {problem !== null && <span className={styles.about}>{problem}</span>}
        </li>
      ))}
    </ul>
  );
}
