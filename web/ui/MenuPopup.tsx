import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly align?: 'start' | 'center' | 'end';
  readonly children: ReactNode;
}

export interface MenuItemProps {
  readonly onClick: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export interface MenuChoicesProps<T extends string> {
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly label: string; readonly note?: string }[];
  readonly onChange: (value: T) => void;
}

/** The menu itself, open from the start: somebody asked for it. */
export function MenuPopup({ trigger, align = 'end', children }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className={styles.positioner}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuEntry({ onClick, icon, shortcut, disabled, children }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onClick} disabled={disabled}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.text}>{children}</span>
      {shortcut && <Key keys={shortcut} />}
    </Base.Item>
  );
}

export function MenuRadios<T extends string>({ value, options, onChange }: MenuChoicesProps<T>) {
  return (
    <Base.RadioGroup
      value={value}
      onValueChange={(next: unknown) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={styles.item} closeOnClick>
          <span className={styles.mark}>
            <Base.RadioItemIndicator>
              <Check />
            </Base.RadioItemIndicator>
          </span>
          <span className={styles.text}>
            {option.label}
            {option.note && <span className={styles.below}>{option.note}</span>}
          </span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export const MenuRule = () => <Base.Separator className={styles.separator} />;

export const MenuWords = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.note}>{children}</div>
);
