import type { AlertRules, AlertSettings } from '@maskroom/shared/protocol/alerts';
import { useState } from 'react';
import { putAlertRules } from '../connection/alertsApi.ts';
import { Button } from '../ui/Button.tsx';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { TextField } from '../ui/TextField.tsx';
import { useNotes } from '../ui/Toast.tsx';
import { useSending } from '../ui/useSending.ts';
import styles from './AlertsDialog.module.css';
import { type AlertDraft, bounds, draftOf, rulesOf, wrongIn } from './alertDraft.ts';

interface AlertRulesFormProps {
  readonly projectId: string;
  readonly rules: AlertRules;
  readonly onSaved: (settings: AlertSettings) => void;
}

/** A threshold for each rule; an empty field is a rule that is not there. */
export function AlertRulesForm({ projectId, rules, onSaved }: AlertRulesFormProps) {
  const notes = useNotes();
  const [draft, setDraft] = useState<AlertDraft>(() => draftOf(rules));
  const { busy, problem, send } = useSending(async () => {
    onSaved(await putAlertRules(projectId, rulesOf(draft)));
    notes.say({ title: t('alerts.saved') });
  });
  const field = (name: keyof AlertDraft, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      value={draft[name]}
      error={
        wrongIn(draft, name)
          ? t('alerts.number', { least: number(bounds[name][0]), most: number(bounds[name][1]) })
          : null
      }
      onChange={(value) => setDraft((last) => ({ ...last, [name]: value }))}
    />
  );
  const isWrong = wrongIn(draft, 'overMs') || wrongIn(draft, 'overPercent') || wrongIn(draft, 'minutes');
  return (
    <form className={styles.form} onSubmit={send}>
      {field('overMs', t('alerts.rule.mask-latency'), t('alerts.hint.mask-latency'))}
      {field('overPercent', t('alerts.rule.rejection-rate'), t('alerts.hint.rejection-rate'))}
      {draft.overPercent.trim() !== '' && field('decisions', t('alerts.decisions'))}
      {field('minutes', t('alerts.rule.queue-idle'), t('alerts.hint.queue-idle'))}
      {problem !== null && (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      )}
      <Button
        kind="primary"
        type="submit"
        className={styles.save}
        busy={busy}
        disabled={isWrong || wrongIn(draft, 'decisions')}
      >
        {t('alerts.save')}
      </Button>
    </form>
  );
}
