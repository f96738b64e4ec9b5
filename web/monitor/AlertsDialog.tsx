import type { AlertSettings } from '@maskroom/shared/protocol/alerts';
import { BellRing } from 'lucide-react';
import { useCallback, useState } from 'react';
import { getAlerts } from '../connection/alertsApi.ts';
import { useLiveLoaded } from '../connection/useLiveLoaded.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { t } from '../ui/language/language.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AlertRulesForm } from './AlertRulesForm.tsx';
import styles from './AlertsDialog.module.css';
import { WebhookForm } from './WebhookForm.tsx';

const parts = ['alerts'] as const;
/** What is sent to a webhook may be answered at once. */
const REST_MS = 1_000;

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
  const load = useCallback(() => getAlerts(projectId), [projectId]);
  const { change, loaded, reload } = useLiveLoaded<AlertSettings>(load, {
    projectId,
    parts,
    restMs: REST_MS,
  });
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
