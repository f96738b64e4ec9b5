import { useState } from 'react';
import { closeAccount, listPeople, makePasswordLink } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { t } from '../../../ui/language/language.ts';
import { useSession } from '../useSession.ts';
import styles from './AccountPage.module.css';
import { LoadedList } from './LoadedList.tsx';
import { useList } from './useList.ts';

const stateWords = (state: 'active' | 'invited' | 'closed'): string =>
  state === 'active' ? '' : state === 'invited' ? t('common.pending') : t('people.closed');

/** Everybody with an account: new passwords, and the end of an account. */
export function PeopleList() {
  const { me } = useSession();
  const { loaded, act } = useList(listPeople);
  const [link, setLink] = useState<{ readonly name: string; readonly url: string } | null>(null);
  const makeLink = async (id: string, name: string) => {
    const made = await makePasswordLink(id);
    setLink({ name, url: made.link });
  };
  return (
    <section className={styles.section}>
      <h2>{t('account.people')}</h2>
      {link && <CopyField label={t('people.linkFor', { name: link.name })} value={link.url} />}
      <LoadedList loaded={loaded} empty={t('people.none')}>
        {({ email, id, isAdmin, name, state }) => (
          <li key={id} className={styles.row}>
            <span className={styles.what}>
              <span>{name}</span>
              <span className={styles.small}>
                {[email, isAdmin && t('role.admin'), stateWords(state)].filter(Boolean).join(', ')}
              </span>
            </span>
            {state !== 'closed' && id !== me.id && (
              <>
                <Button size="small" onClick={() => act(() => makeLink(id, name), t('people.linkAbove'))}>
                  {t('people.link')}
                </Button>
                <Button
                  size="small"
                  kind="danger"
                  onClick={() => act(() => closeAccount(id), t('people.closedNow', { name }))}
                >
                  {t('people.close')}
                </Button>
              </>
            )}
          </li>
        )}
      </LoadedList>
    </section>
  );
}
