import type { AlertSettings } from '@maskroom/shared/protocol/alerts';
import { BellRing } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { getAlerts } from '../connection/alertsApi.ts';
import { connection } from '../connection/socketClient.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useLoaded } from '../ui/useLoaded.ts';
import { AlertRulesForm } from './AlertRulesForm.tsx';
import styles from './AlertsDialog.module.css';
import { WebhookForm } from './WebhookForm.tsx';

/** What is on its way arrives, or is known not to, within about this time. */
const LOOK_MS = 2_000;

/** Opens what a lead sets of a project's alerts. */
export function AlertsButton({ projectId }: { readonly projectId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <BellRing aria-hidden /> {t('alerts.open')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('alerts.title')}
        description={t('alerts.about')}
      >
        <AlertsSettings projectId={projectId} />
      </Dialog>
    </>
  );
}

function AlertsSettings({ projectId }: { readonly projectId: string }) {
  const { change, loaded, reload } = useLoaded<AlertSettings>(
    useCallback(() => getAlerts(projectId), [projectId]),
  );
  const isWaiting =
    loaded.status === 'ready' && loaded.value.deliveries.some(({ status }) => status === 'waiting');
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(reload, LOOK_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
  useEffect(() => {
    // An alert that begins or ends is sent to the webhook too.
    const { socket } = connection();
    socket.on('alert:changed', reload);
    return () => void socket.off('alert:changed', reload);
  }, [reload]);
  if (loaded.status === 'failed') return <FailedState problem={loaded.problem} onRetry={reload} />;
  if (loaded.status === 'loading') return <Skeleton width="100%" height={320} radius={8} />;
  return (
    <div className={styles.settings}>
      <AlertRulesForm
        projectId={projectId}
        rules={loaded.value.rules}
        onSaved={(saved) => change(() => saved)}
      />
      <WebhookForm projectId={projectId} settings={loaded.value} reload={reload} />
    </div>
  );
}
