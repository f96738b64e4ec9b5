import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Menu.module.css';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

/** A list of actions behind a button. */
export function Menu({ trigger, align = 'end', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className={styles.positioner}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly onClick: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onClick, icon, shortcut, disabled, children }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onClick} disabled={disabled}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.text}>{children}</span>
      {shortcut && <Key keys={shortcut} />}
    </Base.Item>
  );
}

export const MenuSeparator = () => <Base.Separator className={styles.separator} />;

/** Words that head the menu and do nothing. */
export const MenuNote = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.note}>{children}</div>
);
