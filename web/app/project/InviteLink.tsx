import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './PeopleDialog.module.css';

/** A link to pass on by hand, shown once. */
export function InviteLink({ name, url }: { readonly name: string; readonly url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Without the right to the clipboard the text is there, selected, to be copied by hand.
      document.querySelector<HTMLInputElement>(`input[data-invite]`)?.select();
    }
  };
  return (
    <div className={styles.link}>
      <p>
        Send this link to <strong>{name}</strong>. It works once, and is not shown again.
      </p>
      <TextField
        label="Invite link"
        hideLabel
        readOnly
        data-invite
        value={url}
        onChange={() => {}}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={() => void copy()}>
        {copied ? <Check /> : <Copy />} {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
