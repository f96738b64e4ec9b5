import { toProblem } from '@maskroom/shared/base/problem';
import { type FormEvent, useState } from 'react';
import { changePassword } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
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
    if (next.length < LEAST_CHARACTERS) return setProblem('The new password needs at least 8 characters.');
    try {
      await changePassword(current, next);
      notes.say({ title: 'Password changed', description: 'All other sign-ins have ended.' });
      setCurrent('');
      setNext('');
      setProblem(null);
    } catch (cause) {
      const { code, message } = toProblem(cause);
      setProblem(code === 'wrong-credentials' ? 'The current password is another one.' : message);
    }
  };

  return (
    <section className={styles.section}>
      <h2>Password</h2>
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <Button type="submit" disabled={!current || !next}>
          Change password
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
