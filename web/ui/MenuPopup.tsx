import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export interface MenuItemProps {
  readonly onClick: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
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

export const MenuRule = () => <Base.Separator className={styles.separator} />;

export const MenuWords = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.note}>{children}</div>
);
