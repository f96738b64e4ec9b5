import { useState } from 'react';
import { t } from '../../../ui/language/language.ts';
import { Page } from '../../../ui/Page.tsx';
import { type Tab, Tabs } from '../../../ui/Tabs.tsx';
import { useSession } from '../useSession.ts';
import styles from './AccountPage.module.css';
import { AuditList } from './AuditList.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { PeopleList } from './PeopleList.tsx';
import { SessionList } from './SessionList.tsx';
import { TokenList } from './TokenList.tsx';

type Part = 'sign-ins' | 'tokens' | 'people' | 'audit';

const own = (): readonly Tab<Part>[] => [
  {
    value: 'sign-ins',
    label: t('account.signIns'),
    panel: (
      <>
        <SessionList />
        <PasswordForm />
      </>
    ),
  },
  { value: 'tokens', label: t('account.tokens'), panel: <TokenList /> },
];
const ofAdmins = (): readonly Tab<Part>[] => [
  { value: 'people', label: t('account.people'), panel: <PeopleList /> },
  { value: 'audit', label: t('account.audit'), panel: <AuditList /> },
];

/** One's own ways in; for admins everybody's, and the record of who got in where. */
export function AccountPage() {
  const { me } = useSession();
  const [part, setPart] = useState<Part>('sign-ins');
  return (
    <Page title={t('account.account')}>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{me.name}</h1>
          <p>{me.email}</p>
        </header>
        <Tabs
          label={t('account.account')}
          value={part}
          onChange={setPart}
          tabs={me.isAdmin ? [...own(), ...ofAdmins()] : own()}
        />
      </div>
    </Page>
  );
}
