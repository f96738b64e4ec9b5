import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './AccountPage.module.css';

/** Something that is shown this once, to be copied away. */
export function SecretOnce({ label, secret }: { readonly label: string; readonly secret: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = () => {
    const select = () => field.current?.select();
    // Without the right to the clipboard the text is there, selected, to be copied by hand.
    navigator.clipboard?.writeText(secret).then(() => setCopied(true), select) ?? select();
  };
  return (
    <div className={classes(styles.form, styles.one)}>
      <TextField ref={field} label={label} readOnly value={secret} onChange={() => {}} />
      <Button onClick={copy}>
        {copied ? <Check /> : <Copy />} {copied ? 'Copied' : 'Copy'}
      </Button>
      <p className={styles.note}>Copy it now; it is not shown again.</p>
    </div>
  );
}
