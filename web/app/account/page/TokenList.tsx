import { useState } from 'react';
import { listTokens, revokeToken } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import styles from './AccountPage.module.css';
import { LoadedList } from './LoadedList.tsx';
import { TokenForm } from './TokenForm.tsx';
import { useList } from './useList.ts';
import { dayAndTime } from './when.ts';

/** Keys for programs that act as this person. */
export function TokenList() {
  const { loaded, reload, act } = useList(listTokens);
  const [made, setMade] = useState<string | null>(null);
  const show = (token: string) => {
    setMade(token);
    reload();
  };
  return (
    <section className={styles.section}>
      <h2>Tokens</h2>
      <p className={styles.note}>A program with a token acts as you, in the role you give it at most.</p>
      {made && <CopyField label="The new token; copy it now, it is not shown again" value={made} />}
      <LoadedList loaded={loaded} empty="You have no tokens.">
        {(token) => (
          <li key={token.id} className={styles.row}>
            <span className={styles.what}>
              <span>{token.name}</span>
              <span className={styles.small}>
                {token.scope?.role ? `at most ${token.scope.role}` : 'all that you may'}
                {token.scope?.projectId ? ', one project' : ''}
                {token.expiresAt === null ? ', never expires' : `, until ${dayAndTime(token.expiresAt)}`}
              </span>
            </span>
            <Button size="small" onClick={() => act(() => revokeToken(token.id), 'Token revoked')}>
              Revoke
            </Button>
          </li>
        )}
      </LoadedList>
      <TokenForm onMade={show} />
    </section>
  );
}
