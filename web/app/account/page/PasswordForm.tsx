import { toProblem } from '@maskroom/shared/base/problem';
import { type FormEvent, useState } from 'react';
import { changePassword } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import styles from './AccountPage.module.css';

const LEAST_CHARACTERS = 8;

/** A new password; the old one is asked for, because the browser may have been left open. */
export function PasswordForm() {
  const notes = useNotes();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (next.length < LEAST_CHARACTERS) return setProblem(t('password.short'));
    try {
      await changePassword(current, next);
      notes.say({ title: t('password.changed'), description: t('password.othersEnded') });
      setCurrent('');
      setNext('');
      setProblem(null);
    } catch (cause) {
      const { code, message } = toProblem(cause);
      setProblem(code === 'wrong-credentials' ? t('password.wrong') : message);
    }
  };

  return (
    <section className={styles.section}>
      <h2>{t('common.password')}</h2>
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        <TextField
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label={t('password.new')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <Button type="submit" disabled={!current || !next}>
          {t('password.change')}
        </Button>
        {problem && (
          <p role="alert" className={styles.bad}>
            {problem}
          </p>
        )}
      </form>
    </section>
  );
}
