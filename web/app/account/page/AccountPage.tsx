import { useState } from 'react';
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

const own: readonly Tab<Part>[] = [
  {
    value: 'sign-ins',
    label: 'Sign-ins',
    panel: (
      <>
        <SessionList />
        <PasswordForm />
      </>
    ),
  },
  { value: 'tokens', label: 'Tokens', panel: <TokenList /> },
];
const ofAdmins: readonly Tab<Part>[] = [
  { value: 'people', label: 'People', panel: <PeopleList /> },
  { value: 'audit', label: 'Audit log', panel: <AuditList /> },
];

/** One's own ways in; for admins everybody's, and the record of who got in where. */
export function AccountPage() {
  const { me } = useSession();
  const [part, setPart] = useState<Part>('sign-ins');
  return (
    <Page title="Account">
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{me.name}</h1>
          <p>{me.email}</p>
        </header>
        <Tabs
          label="Account"
          value={part}
          onChange={setPart}
          tabs={me.isAdmin ? [...own, ...ofAdmins] : own}
        />
      </div>
    </Page>
  );
}
