import { useState } from 'react';
import { closeAccount, listPeople, makePasswordLink } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { useSession } from '../useSession.ts';
import styles from './AccountPage.module.css';
import { LoadedList } from './LoadedList.tsx';
import { useList } from './useList.ts';

const stateWords = { active: '', invited: 'not yet joined', closed: 'closed' } as const;

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
      <h2>People</h2>
      {link && (
        <CopyField
          label={`Password link for ${link.name}; copy it now, it is not shown again`}
          value={link.url}
        />
      )}
      <LoadedList loaded={loaded} empty="Nobody has an account.">
        {({ email, id, isAdmin, name, state }) => (
          <li key={id} className={styles.row}>
            <span className={styles.what}>
              <span>{name}</span>
              <span className={styles.small}>
                {[email, isAdmin && 'admin', stateWords[state]].filter(Boolean).join(', ')}
              </span>
            </span>
            {state !== 'closed' && id !== me.id && (
              <>
                <Button size="small" onClick={() => act(() => makeLink(id, name), 'The link is above')}>
                  Password link
                </Button>
                <Button
                  size="small"
                  kind="danger"
                  onClick={() => act(() => closeAccount(id), `${name}’s account is closed`)}
                >
                  Close account
                </Button>
              </>
            )}
          </li>
        )}
      </LoadedList>
    </section>
  );
}
