import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './Toast.module.css';

/** Around the whole app: holds the notes and shows them at the bottom. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider limit={3} timeout={6_000}>
      {children}
      <Base.Portal>
        <Base.Viewport className={styles.viewport}>
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      data-note
      swipeDirection={['down', 'right']}
      className={styles.toast}
    >
      <Base.Content className={styles.content}>
        <div className={styles.words}>
          <Base.Title className={styles.title} />
          <Base.Description className={styles.description} />
        </div>
        <Base.Action render={<Button size="small" />} />
        <Base.Close render={<IconButton label="Dismiss" size="small" />}>
          <X />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

interface Note {
  readonly title: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

export interface Notes {
  /** Something was done; says what, and may offer to take it back. */
  readonly say: (note: Note) => void;
  /** Something failed: what happened, what is safe, what to do. Read out at once. */
  readonly warn: (note: Note) => void;
}

/** Short notes that go by themselves. */
export function useNotes(): Notes {
  const { add, close } = Base.useToastManager();
  return useMemo(() => {
    const show = (type: 'note' | 'warning', { title, description, action }: Note) => {
      const act = () => {
        close(id);
        action?.onClick();
      };
      const actionProps = action && { children: action.label, onClick: act };
      const id = add({
        title,
        description,
        type,
        priority: type === 'warning' ? 'high' : 'low',
        actionProps,
      });
    };
    return { say: (note) => show('note', note), warn: (note) => show('warning', note) };
  }, [add, close]);
}
