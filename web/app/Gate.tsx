import type { Me } from '@maskroom/shared/protocol/http';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { getMe, signOut } from '../connection/api.ts';
import { FailedState } from '../ui/FailedState.tsx';
import { useNavigation } from '../ui/navigation.ts';
import { PageCorner } from '../ui/Page.tsx';
import { paths } from '../ui/paths.ts';
import { useLoaded } from '../ui/useLoaded.ts';
import { AlertNews } from './AlertNews.tsx';
import { AcceptInvite } from './account/AcceptInvite.tsx';
import { AccountMenu } from './account/AccountMenu.tsx';
import { LeaveDialog } from './account/LeaveDialog.tsx';
import { clearWork, unfinishedWork } from './account/leaving.ts';
import { SignIn } from './account/SignIn.tsx';
import { SessionContext } from './account/useSession.ts';
import { KeptElsewhere } from './KeptElsewhere.tsx';
import { NotFound } from './NotFound.tsx';
import { NudgeNews } from './NudgeNews.tsx';
import { Views } from './Views.tsx';
import { routeOf } from './viewRoute.ts';
import { WorkNews } from './WorkNews.tsx';

/** The sockets come with the views that use them; before there is one, there is nothing to close. */
const closeConnection = async (): Promise<void> =>
  import('../connection/socketClient.ts').then((part) => part.closeConnection()).catch(() => undefined);

/** Only addresses of this app; a link from elsewhere cannot send people away after they signed in. */
const safeNext = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
};

/** Lets in whoever is signed in, and asks everybody else to sign in first. */
export function Gate() {
  const { path, search, navigate } = useNavigation();
  const route = useMemo(() => routeOf(path), [path]);
  const token = new URLSearchParams(search).get('token') ?? '';

  const enter = (to: string) => {
    void closeConnection();
    navigate(to, { replace: true });
  };

  if (route.view === 'nowhere') return <NotFound />;
  if (route.view === 'sign-in')
    return (
      <SignIn
        next={safeNext(search)}
        refused={new URLSearchParams(search).get('refused')}
        onSignedIn={() => enter(safeNext(search))}
      />
    );
  if (route.view === 'welcome' || route.view === 'join')
    return <AcceptInvite token={token} first={route.view === 'welcome'} onSignedIn={() => enter('/')} />;
  return <Inside />;
}

function Inside() {
  const { path, search, navigate } = useNavigation();
  const { loaded, reload } = useLoaded<Me>(getMe);
  const stranger = loaded.status === 'failed' && loaded.problem.code === 'unauthenticated';

  useEffect(() => {
    if (stranger) navigate(paths.signIn(path + search), { replace: true });
  }, [stranger, path, search, navigate]);

  const me = loaded.status === 'ready' ? loaded.value : null;
  const [leaving, setLeaving] = useState<number | null>(null);
  const leave = useCallback(
    async (userId: string) => {
      await clearWork(userId);
      await signOut().catch(() => undefined);
      void closeConnection();
      navigate(paths.signIn());
    },
    [navigate],
  );
  const ask = useCallback(
    async (userId: string) => {
      const unfinished = await unfinishedWork(userId);
      if (unfinished > 0) setLeaving(unfinished);
      else await leave(userId);
    },
    [leave],
  );
  const session = useMemo(() => me && { me, signOut: () => void ask(me.id) }, [me, ask]);

  if (loaded.status === 'failed' && !stranger)
    return (
      <main>
        <FailedState problem={loaded.problem} onRetry={reload} />
      </main>
    );
  if (!session) return null;
  return (
    <SessionContext value={session}>
      <PageCorner value={<AccountMenu />}>
        <Views />
      </PageCorner>
      {routeOf(path).view !== 'image' && <KeptElsewhere userId={session.me.id} />}
      <WorkNews userId={session.me.id} />
      <AlertNews userId={session.me.id} />
      <NudgeNews userId={session.me.id} />
      <LeaveDialog
        unfinished={leaving}
        onStay={() => setLeaving(null)}
        onLeave={() => {
          setLeaving(null);
          void leave(session.me.id);
        }}
      />
    </SessionContext>
  );
}
