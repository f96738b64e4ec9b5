import { useState } from 'react';
import { getSignInOptions, providerSignIn, signIn } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
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
    if (!email.trim() || !password) return setProblem(t('signIn.missing'));
    setBusy(true);
    try {
      await signIn(email.trim(), password);
      onSignedIn();
    } catch (cause) {
      setProblem(failureWords(cause));
      setBusy(false);
    }
  };

  return (
    <Door title={t('common.signIn')} onSubmit={() => void send()}>
      <TextField
        label={t('common.email')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t('common.password')}
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
      <Button kind="primary" type="submit" className={styles.send} busy={busy}>
        {busy ? t('signIn.busy') : t('common.signIn')}
      </Button>
      {provider && (
        <Button onClick={() => location.assign(providerSignIn(next))}>
          {t('signIn.with', { provider: provider.name })}
        </Button>
      )}
    </Door>
  );
}
