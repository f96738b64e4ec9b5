import { toProblem } from '@maskroom/shared/base/problem';
import { useState } from 'react';
import { signIn } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './account.module.css';
import { Door } from './Door.tsx';

/** Email and password; `onSignedIn` goes on to where the person wanted to be. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async () => {
    if (!email.trim() || !password) return setProblem('Enter your email and your password.');
    setBusy(true);
    try {
      await signIn(email.trim(), password);
      onSignedIn();
    } catch (cause) {
      setProblem(toProblem(cause).message);
      setBusy(false);
    }
  };

  return (
    <Door title="Sign in" onSubmit={() => void send()}>
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <Button kind="primary" type="submit" className={styles.send} disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </Door>
  );
}
