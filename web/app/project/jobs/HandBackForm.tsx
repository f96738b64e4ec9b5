import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './JobsDialog.module.css';

/** Asks why, so that whoever takes the job next knows. */
export function HandBackForm({ onSend }: { readonly onSend: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  return (
    <form
      className={styles.handBack}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason.trim());
      }}
    >
      <TextField
        label={t('jobs.why')}
        hideLabel
        placeholder={t('jobs.why')}
        autoFocus
        autoComplete="off"
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <Button type="submit" size="small" disabled={!reason.trim()}>
        {t('jobs.handBack')}
      </Button>
    </form>
  );
}
