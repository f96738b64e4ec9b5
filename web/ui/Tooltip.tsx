import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Key } from './Key.tsx';
import styles from './Tooltip.module.css';

/** Around the whole app: once one tooltip has shown, its neighbours show at once. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider delay={450} timeout={300}>
      {children}
    </Base.Provider>
  );
}

interface TooltipProps {
  readonly label: ReactNode;
  /** As `Key` takes it, for instance `Ctrl+Z`. */
  readonly shortcut?: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that is told about; it takes the trigger's props. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A hint for what has a name already: sighted pointers see it, others have the label itself. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} side={side} className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            {label}
            {shortcut && <Key keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
