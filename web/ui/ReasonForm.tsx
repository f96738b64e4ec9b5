import { useState } from 'react';
import { Button } from './Button.tsx';
import { TextField } from './TextField.tsx';

/** The longest reason that the server takes. */
const LONGEST = 500;

interface ReasonFormProps {
  /** What is asked. */
  readonly label: string;
  /** The question stands in the field instead of above it. */
  readonly hideLabel?: boolean;
  /** What happens with the answer. */
  readonly send: string;
  readonly className: string;
  /** Never empty. */
  readonly onSend: (reason: string) => void;
}

/** Asks why, of somebody who has to say it. */
export function ReasonForm({ label, hideLabel, send, className, onSend }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason.trim());
      }}
    >
      <TextField
        label={label}
        hideLabel={hideLabel}
        placeholder={hideLabel ? label : undefined}
        autoFocus
        autoComplete="off"
        maxLength={LONGEST}
        value={reason}
        onChange={setReason}
      />
      <Button type="submit" size="small" disabled={!reason.trim()}>
        {send}
      </Button>
    </form>
  );
}
