import { type FormEvent, type KeyboardEvent, type Ref, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { capWords } from '../ui/language/capWords.ts';
import { t } from '../ui/language/language.ts';
import { reasonWords, storedReason } from '../ui/language/reasons.ts';
import { TextField } from '../ui/TextField.tsx';
import styles from './RejectForm.module.css';

interface RejectFormProps {
  /** What is most often wrong, as the project has it stored; a digit picks one of the first nine. */
  readonly reasons: readonly string[];
  /** The field for one's own words. */
  readonly field?: Ref<HTMLInputElement>;
  /** Told as it is to be stored. An empty reason is fine: the author then sees only the rejection. */
  readonly onReject: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks why, so that the author knows what to mend: a digit, words, or Enter for no reason. */
export function RejectForm({ field, reasons, onReject, onCancel }: RejectFormProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onReject(storedReason(reason.trim()));
  };
  const press = (event: KeyboardEvent) => {
    const picked = reason === '' ? reasons[Number(event.key) - 1] : undefined;
    if (!picked && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (picked) onReject(picked);
    else onCancel();
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={press}>
      <div className={styles.reasons}>
        {reasons.map((common, index) => (
          <Button
            key={common}
            size="small"
            aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
            onClick={() => onReject(common)}
          >
            {reasonWords(common)} {index < 9 && <kbd>{index + 1}</kbd>}
          </Button>
        ))}
      </div>
      <TextField
        ref={field}
        label={t('reject.what')}
        hideLabel
        placeholder={t('reject.whatHint')}
        autoFocus
        autoComplete="off"
        maxLength={500}
        className={styles.field}
        value={reason}
        onChange={setReason}
      />
      <Button kind="danger" type="submit">
        {t('common.reject')} <kbd>{capWords('Enter')}</kbd>
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </form>
  );
}
