import {
  type Attribute,
  type AttributeValue,
  attributeCaps,
  attributeFault,
} from '@maskroom/shared/annotation/attribute';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { t } from '../../ui/language/language.ts';
import styles from './AttributePanel.module.css';
import { attributeFieldId } from './attributes.ts';

interface FieldProps<Kind extends Attribute['kind'] = Attribute['kind']> {
  readonly attribute: Extract<Attribute, { kind: Kind }>;
  readonly value: AttributeValue | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: AttributeValue | undefined) => void;
}

/** The control that an attribute is answered with; its label points at `attributeFieldId`. */
export function AttributeField({ attribute, ...rest }: FieldProps) {
  switch (attribute.kind) {
    case 'select':
      return <Choice attribute={attribute} {...rest} />;
    case 'checkbox':
      return <Box attribute={attribute} {...rest} />;
    default:
      return <Line attribute={attribute} {...rest} />;
  }
}

function Choice({ attribute, value, disabled, onChange }: FieldProps<'select'>) {
  return (
    <select
      id={attributeFieldId(attribute.id)}
      className={styles.control}
      value={value === undefined ? '' : String(value)}
      disabled={disabled}
      required={attribute.required}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    >
      <option value="">–</option>
      {attribute.options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

function Box({ attribute, value, disabled, onChange }: FieldProps<'checkbox'>) {
  return (
    <input
      id={attributeFieldId(attribute.id)}
      type="checkbox"
      className={styles.box}
      checked={value === true}
      disabled={disabled}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

/** Written down when the field is left or Enter is pressed, so that an answer is one step to undo. */
function Line({ attribute, value, disabled, onChange }: FieldProps<'number' | 'text'>) {
  const shown = value === undefined ? '' : String(value);
  const [text, setText] = useState(shown);
  const errorId = useId();
  useEffect(() => setText(shown), [shown]);
  const written = attribute.kind === 'number' && text.trim() !== '' ? Number(text) : text.trim();
  const fault = written === '' || text === shown ? null : faultWords(attribute, written);

  const keep = () => {
    if (text !== shown && fault === null) onChange(written === '' ? undefined : written);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText(shown);
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape' || (event.key === 'Enter' && fault === null)) event.currentTarget.blur();
  };
  return (
    <div>
      <input
        id={attributeFieldId(attribute.id)}
        className={styles.control}
        inputMode={attribute.kind === 'number' ? 'decimal' : undefined}
        maxLength={attributeCaps.textLength}
        value={text}
        placeholder={attribute.kind === 'number' ? boundsWords(attribute) : undefined}
        disabled={disabled}
        required={attribute.required}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : errorId}
        onChange={({ target }) => setText(target.value)}
        onBlur={keep}
        onKeyDown={onKey}
      />
      {fault !== null && (
        <p id={errorId} className={styles.error} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function boundsWords({ min, max }: { readonly min: number | null; readonly max: number | null }): string {
  if (min !== null && max !== null) return t('attribute.between', { min, max });
  if (min !== null) return t('attribute.from', { min });
  return max === null ? '' : t('attribute.to', { max });
}

/** Why an answer does not fit, for whoever writes it; null when it does. */
function faultWords(attribute: Attribute, written: AttributeValue): string | null {
  if (attributeFault(attribute, written) === null) return null;
  if (attribute.kind !== 'number' || typeof written !== 'number' || Number.isNaN(written))
    return t('attribute.fault.number');
  const { min, max } = attribute;
  return min !== null && written < min
    ? t('attribute.fault.atLeast', { n: min })
    : t('attribute.fault.atMost', { n: max ?? written });
}
