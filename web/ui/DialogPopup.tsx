import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { t } from './language/language.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  /** What has the keyboard when it opens; else the first field or button. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** What gets the keyboard when it closes; by default what had it before. */
  readonly finalFocus?: () => HTMLElement | null;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The dialog itself, as `Dialog` says. */
export function DialogPopup({
  open,
  onClose,
  title,
  description,
  wide,
  initialFocus,
  finalFocus,
  actions,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup
            className={classes(styles.popup, wide && styles.wide)}
            initialFocus={initialFocus}
            finalFocus={finalFocus && (() => finalFocus() ?? true)}
          >
            <header className={styles.header}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <Base.Close render={<IconButton label={t('common.close')} shortcut="Esc" size="small" />}>
                <X />
              </Base.Close>
            </header>
            {description && <Base.Description className={styles.description}>{description}</Base.Description>}
            {children && <div className={styles.body}>{children}</div>}
            {actions && <footer className={styles.actions}>{actions}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
