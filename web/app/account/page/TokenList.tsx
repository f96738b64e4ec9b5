import { useState } from 'react';
import { listTokens, revokeToken } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { t } from '../../../ui/language/language.ts';
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
      <h2>{t('account.tokens')}</h2>
      <p className={styles.note}>{t('tokens.note')}</p>
      {made && <CopyField label={t('tokens.copy')} value={made} />}
      <LoadedList loaded={loaded} empty={t('tokens.none')}>
        {(token) => (
          <li key={token.id} className={styles.row}>
            <span className={styles.what}>
              <span>{token.name}</span>
              <span className={styles.small}>
                {[
                  token.scope?.role
                    ? t('tokens.atMost', { role: t(`role.${token.scope.role}`) })
                    : t('tokens.everything'),
                  ...(token.scope?.projectId ? [t('tokens.oneProject')] : []),
                  token.expiresAt === null
                    ? t('tokens.never')
                    : t('tokens.until', { when: dayAndTime(token.expiresAt) }),
                ].join(', ')}
              </span>
            </span>
            <Button size="small" onClick={() => act(() => revokeToken(token.id), t('tokens.revoked'))}>
              {t('tokens.revoke')}
            </Button>
          </li>
        )}
      </LoadedList>
      <TokenForm onMade={show} />
    </section>
  );
}
