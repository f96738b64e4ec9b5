import { endOtherSessions, endSession, listSessions } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
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
      <h2>{t('sessions.title')}</h2>
      <LoadedList loaded={loaded} empty={t('sessions.none')}>
        {(session) => (
          <li key={session.id} className={styles.row}>
            <span className={styles.what}>
              <span title={session.device ?? undefined}>{deviceName(session.device)}</span>
              <span className={styles.small}>
                {t('sessions.since', {
                  address: session.address ?? t('sessions.noAddress'),
                  when: dayAndTime(session.createdAt),
                })}
              </span>
            </span>
            {session.isCurrent ? (
              <span className={styles.here}>{t('sessions.here')}</span>
            ) : (
              <Button size="small" onClick={() => act(() => endSession(session.id), t('sessions.ended'))}>
                {t('account.signOut')}
              </Button>
            )}
          </li>
        )}
      </LoadedList>
      {others && (
        <div className={styles.foot}>
          <Button onClick={() => act(endOtherSessions, t('sessions.othersEnded'))}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}
