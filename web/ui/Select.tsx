import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import menu from './Menu.module.css';
import styles from './Select.module.css';
import field from './TextField.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A line below the label, in the list only. */
  readonly note?: string;
  /** Shown before the label: a swatch, an icon. */
  readonly mark?: ReactNode;
}

interface SelectProps<T extends string> {
  readonly label: string;
  /** Keeps the label for assistive technology only. */
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  /** What gets the keyboard once something is chosen, where keys of its own wait for it; else the field keeps it. */
  readonly finalFocus?: () => HTMLElement | null;
}

/** One of a few. */
export function Select<T extends string>({
  label,
  hideLabel,
  value,
  options,
  onChange,
  disabled,
  finalFocus,
}: SelectProps<T>) {
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
    >
      <div className={field.field}>
        <Base.Label className={classes(field.label, hideLabel && 'visually-hidden')}>{label}</Base.Label>
        <Base.Trigger className={classes(field.control, styles.trigger)}>
          <Base.Value />
          <Base.Icon className={styles.icon}>
            <ChevronDown size={14} />
          </Base.Icon>
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className={menu.positioner}>
          <Base.Popup className={menu.popup} finalFocus={finalFocus && (() => finalFocus() ?? true)}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={menu.item}>
                  <span className={menu.icon}>
                    <Base.ItemIndicator>
                      <Check />
                    </Base.ItemIndicator>
                  </span>
                  {option.mark}
                  <span className={menu.text}>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.note && <span className={styles.note}>{option.note}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
