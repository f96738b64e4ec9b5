import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './TextField.module.css';

interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'defaultValue' | 'children'> {
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
  return (
    <Field.Root className={classes(styles.field, className)} invalid={Boolean(error)}>
      <Field.Label className={classes(styles.label, hideLabel && 'visually-hidden')}>{label}</Field.Label>
      <Field.Control
        {...rest}
        className={styles.control}
        value={value}
        onValueChange={(next) => onChange(String(next))}
      />
      {error ? (
        <Field.Error match className={styles.error}>
          {error}
        </Field.Error>
      ) : (
        hint && <Field.Description className={styles.hint}>{hint}</Field.Description>
      )}
    </Field.Root>
  );
}
