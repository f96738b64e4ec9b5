import { type FormEvent, type ReactNode, useEffect } from 'react';
import { t } from '../../ui/language/language.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './account.module.css';

interface DoorProps {
  readonly title: string;
  readonly words?: ReactNode;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** The frame of the pages before one is in: one form, nothing else. */
export function Door({ title, words, onSubmit, children }: DoorProps) {
  useEffect(() => {
    document.title = t('page.title', { page: title });
  }, [title]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <main className={styles.door}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.brand}>
          <Mark size={28} />
        </div>
        <div>
          <h1>{title}</h1>
          {words && <p className={styles.words}>{words}</p>}
        </div>
        {children}
      </form>
    </main>
  );
}
