import { toProblem } from '@maskroom/shared/base/problem';
import { useState } from 'react';
import { getSignInOptions, providerSignIn, signIn } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import styles from './account.module.css';
import { Door } from './Door.tsx';

interface SignInProps {
  /** The page of this app where a person who was sent to the provider comes back to. */
  readonly next: string;
  /** Why the provider's answer let nobody in. */
  readonly refused: string | null;
  readonly onSignedIn: () => void;
}

/** Email and password, or the provider where there is one; `onSignedIn` goes on to where the person wanted to be. */
export function SignIn({ next, onSignedIn, refused }: SignInProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(refused);
  const [busy, setBusy] = useState(false);

  const { loaded: options } = useLoaded(getSignInOptions);
  const provider = options.status === 'ready' ? options.value.oidc : null;

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
      {provider && (
        <Button onClick={() => location.assign(providerSignIn(next))}>Sign in with {provider.name}</Button>
      )}
    </Door>
  );
}
