import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './CopyField.module.css';
import { t } from './language/language.ts';
import { TextField } from './TextField.tsx';

/** A link or secret to take away; `label` is read aloud and seen unless `hideLabel`. */
export function CopyField({
  hideLabel = false,
  label,
  value,
}: {
  readonly hideLabel?: boolean;
  readonly label: string;
  readonly value: string;
}) {
  const [copied, setCopied] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const copy = () => {
    const select = () => field.current?.select();
    // Without the right to the clipboard the text is there, selected, to be copied by hand.
    navigator.clipboard?.writeText(value).then(() => setCopied(value), select) ?? select();
  };
  return (
    <div className={styles.row}>
      <TextField
        ref={field}
        label={label}
        hideLabel={hideLabel}
        readOnly
        value={value}
        onChange={() => {}}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={copy}>
        {copied === value ? <Check /> : <Copy />} {copied === value ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  );
}
