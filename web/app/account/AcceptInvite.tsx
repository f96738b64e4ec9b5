import { acceptInviteSchema } from '@maskroom/shared/protocol/http';
import { useCallback, useState } from 'react';
import { acceptInvite, getInvite } from '../../connection/api.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { paths } from '../../ui/paths.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { AcceptForm, type Entry } from './AcceptForm.tsx';

interface AcceptInviteProps {
  readonly token: string;
  /** The first account of a new server, rather than a member who was invited. */
  readonly first: boolean;
  readonly onSignedIn: () => void;
}

/** Behind a first-login or an invite link: a name and a password, then one is in. */
export function AcceptInvite({ token, first, onSignedIn }: AcceptInviteProps) {
  const { loaded, reload } = useLoaded(useCallback(() => getInvite(token), [token]));
  const [problems, setProblems] = useState<Partial<Record<keyof Entry | 'form', string>>>({});
  const [busy, setBusy] = useState(false);

  const send = async (entry: Entry) => {
    const details = {
      name: entry.name,
      password: entry.password,
      ...(entry.email ? { email: entry.email } : {}),
    };
    const checked = acceptInviteSchema.safeParse({ token, ...details });
    const found = fieldProblems(checked.success ? [] : checked.error.issues);
    // Where the invitation names no address, the form does not do without one.
    if (loaded.status === 'ready' && loaded.value.email === null && !entry.email)
      found.email ??= t('accept.missingEmail');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await acceptInvite(token, details);
      onSignedIn();
    } catch (cause) {
      setProblems({ form: failureWords(cause) });
      setBusy(false);
    }
  };

  if (loaded.status === 'loading') return null;
  if (loaded.status === 'failed') {
    const used = loaded.problem.code === 'invite-used' || loaded.problem.code === 'not-found';
    return (
      <main>
        <EmptyState
          isPage
          title={used ? t('accept.noLonger') : t('common.notLoaded')}
          actions={
            <>
              <LinkButton to={paths.signIn()}>{t('common.signIn')}</LinkButton>
              {!used && <Button onClick={reload}>{t('common.tryAgain')}</Button>}
            </>
          }
        >
          {used ? t('accept.used') : loaded.problem.message}
        </EmptyState>
      </main>
    );
  }
  return (
    <AcceptForm
      invite={loaded.value}
      first={first}
      busy={busy}
      problems={problems}
      onSubmit={(entry) => void send(entry)}
    />
  );
}

function fieldProblems(issues: readonly { readonly path: PropertyKey[] }[]) {
  const problems: Partial<Record<keyof Entry, string>> = {};
  for (const { path } of issues) {
    if (path[0] === 'name') problems.name = t('accept.missingName');
    if (path[0] === 'email') problems.email = t('accept.missingEmail');
    if (path[0] === 'password') problems.password = t('accept.shortPassword');
  }
  return problems;
}
