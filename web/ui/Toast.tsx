import { X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { t } from './language/language.ts';
import styles from './Toast.module.css';

export interface Note {
  readonly title: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
  /** Stays until it is dismissed: somebody spoke to this person. */
  readonly lasting?: boolean;
}

export interface Notes {
  /** Something was done; says what, and may offer to take it back. */
  readonly say: (note: Note) => void;
  /** Something failed: what happened, what is safe, what to do. Read out at once. */
  readonly warn: (note: Note) => void;
}

interface ShownNote extends Note {
  readonly id: number;
  readonly warning: boolean;
}

/** Long enough to read two lines; notes wait while the pointer or the keyboard is on them. */
const SHOWN_MS = 6_000;
const MOST = 3;

const NotesContext = createContext<Notes | null>(null);

/** Short notes that go by themselves. */
export function useNotes(): Notes {
  const notes = useContext(NotesContext);
  if (!notes) throw new Error('useNotes needs a ToastProvider around it');
  return notes;
}

/** Around the whole app: holds the notes and shows them at the bottom, the newest below. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownNote[]>([]);
  const [held, setHeld] = useState(false);
  const close = (id: number) => setShown((last) => last.filter((note) => note.id !== id));
  const notes = useMemo<Notes>(() => {
    let lastId = 0;
    const show = (note: Note, warning: boolean) => {
      const id = ++lastId;
      setShown((last) =>
        [...last.filter((shown) => !saysTheSame(shown, note)), { ...note, warning, id }].slice(-MOST),
      );
    };
    return { say: (note) => show(note, false), warn: (note) => show(note, true) };
  }, []);
  return (
    <NotesContext value={notes}>
      {children}
      <section
        aria-label={t('toast.notes')}
        aria-live="polite"
        className={styles.viewport}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {shown.map((note) => (
          <ToastNote key={note.id} note={note} held={held} onClose={() => close(note.id)} />
        ))}
      </section>
    </NotesContext>
  );
}

/** Said again, a note takes the place of its first saying; one that offers something stays beside its like. */
const saysTheSame = (a: Note, b: Note): boolean =>
  a.title === b.title && a.description === b.description && !a.action && !b.action;

interface ToastNoteProps {
  readonly note: ShownNote;
  readonly held: boolean;
  readonly onClose: () => void;
}

function ToastNote({ note, held, onClose }: ToastNoteProps) {
  const { title, description, action, lasting, warning } = note;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time starts anew only when it was held
  useEffect(() => {
    if (held || lasting) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  const act = () => {
    onClose();
    action?.onClick();
  };
  return (
    <div role={warning ? 'alert' : undefined} data-warning={warning || undefined} className={styles.toast}>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {description && <p className={styles.description}>{description}</p>}
      </div>
      {action && (
        <Button size="small" onClick={act}>
          {action.label}
        </Button>
      )}
      <IconButton label={t('common.dismiss')} size="small" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  );
}
