import { Plus, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { t } from '../../ui/language/language.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './LabelRows.module.css';
import { insertNames, type LabelRow, withRow } from './labelRowList.ts';

interface LabelRowsProps {
  readonly rows: readonly LabelRow[];
  readonly onChange: (rows: readonly LabelRow[]) => void;
}

/** A list of names with colours: Enter opens the next row, a pasted list fills many. */
export function LabelRows({ rows, onChange }: LabelRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  /** The next key is written into that row already. */
  const changeAndGoTo = (index: number, next: readonly LabelRow[]) => {
    flushSync(() => onChange(next));
    list.current?.querySelectorAll<HTMLInputElement>('input[type="text"]')[index]?.focus();
  };
  const edit = (index: number, change: Partial<LabelRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  const add = (after: number) => changeAndGoTo(after + 1, withRow(rows, after + 1));
  const remove = (index: number) =>
    changeAndGoTo(
      Math.max(0, index - 1),
      rows.filter((_, at) => at !== index),
    );
  const press = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Enter' && rows[index].name.trim()) {
      event.preventDefault();
      add(index);
    }
    if (event.key === 'Backspace' && rows[index].name === '' && rows.length > 1) {
      event.preventDefault();
      remove(index);
    }
  };
  const paste = (event: ClipboardEvent, index: number) => {
    const filled = insertNames(rows, index, event.clipboardData.getData('text'));
    if (!filled) return;
    event.preventDefault();
    onChange(filled);
  };
  return (
    <fieldset className={styles.rows}>
      <legend>{t('common.labels')}</legend>
      <p className={styles.hint}>{t('labels.rowsHint')}</p>
      <ul ref={list}>
        {rows.map((row, index) => (
          <li key={row.key} className={styles.row}>
            <input
              type="color"
              aria-label={t('labels.colour', { place: index + 1 })}
              className={styles.colour}
              value={row.color}
              onChange={(event) => edit(index, { color: event.target.value })}
            />
            <TextField
              label={t('labels.name', { place: index + 1 })}
              hideLabel
              type="text"
              maxLength={120}
              className={styles.name}
              placeholder={index === 0 ? t('labels.example') : undefined}
              value={row.name}
              onChange={(name) => edit(index, { name })}
              onKeyDown={(event) => press(event, index)}
              onPaste={(event) => paste(event, index)}
            />
            <IconButton label={t('labels.remove')} disabled={rows.length === 1} onClick={() => remove(index)}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button kind="quiet" size="small" className={styles.add} onClick={() => add(rows.length - 1)}>
        <Plus /> {t('labels.add')}
      </Button>
    </fieldset>
  );
}
