import { endOtherSessions, endSession, listSessions } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import styles from './AccountPage.module.css';
import { deviceName } from './deviceName.ts';
import { LoadedList } from './LoadedList.tsx';
import { useList } from './useList.ts';
import { dayAndTime } from './when.ts';

/** Where one is signed in, each with the way to end it. */
export function SessionList() {
  const { loaded, act } = useList(listSessions);
  const others = loaded.status === 'ready' && loaded.value.length > 1;
  return (
    <section className={styles.section}>
      <h2>Signed in at</h2>
      <LoadedList loaded={loaded} empty="You are signed in nowhere.">
        {(session) => (
          <li key={session.id} className={styles.row}>
            <span className={styles.what}>
              <span title={session.device ?? undefined}>{deviceName(session.device)}</span>
              <span className={styles.small}>
                {session.address ?? 'unknown address'}, since {dayAndTime(session.createdAt)}
              </span>
            </span>
            {session.isCurrent ? (
              <span className={styles.here}>This browser</span>
            ) : (
              <Button size="small" onClick={() => act(() => endSession(session.id), 'Signed out there')}>
                Sign out
              </Button>
            )}
          </li>
        )}
      </LoadedList>
      {others && (
        <div className={styles.foot}>
          <Button onClick={() => act(endOtherSessions, 'Signed out everywhere else')}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </section>
  );
}
