import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './TextField.module.css';

interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'value' | 'defaultValue' | 'children'> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What helps to fill it in. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do; marks the field as invalid. */
  readonly error?: string | null;
}

/** A line of text with its name above. */
export function TextField({
  label,
  hideLabel,
  value,
  onChange,
  hint,
  error,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const note = error || hint;
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={classes(styles.label, hideLabel && 'visually-hidden')}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.control}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={Boolean(error)}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={error ? styles.error : styles.hint}
        >
          {note}
        </p>
      )}
    </div>
  );
}
