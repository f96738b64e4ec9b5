import type { inviteInfoSchema } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './account.module.css';
import { Door } from './Door.tsx';

export interface Entry {
  readonly name: string;
  /** Empty where the invitation names it. */
  readonly email: string;
  readonly password: string;
}

interface AcceptFormProps {
  readonly invite: z.infer<typeof inviteInfoSchema>;
  readonly first: boolean;
  readonly busy: boolean;
  readonly problems: Partial<Record<keyof Entry | 'form', string>>;
  readonly onSubmit: (entry: Entry) => void;
}

/** The form behind an invitation. */
export function AcceptForm({ invite, first, busy, problems, onSubmit }: AcceptFormProps) {
  const [name, setName] = useState(invite.name ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const words = first
    ? t('accept.first')
    : invite.projectName
      ? t('accept.invitedTo', { project: invite.projectName, role: t(`role.${invite.role}`) })
      : t('accept.invited', { role: t(`role.${invite.role}`) });
  return (
    <Door
      title={first ? t('accept.welcome') : t('accept.joinTitle')}
      words={words}
      onSubmit={() => onSubmit({ name: name.trim(), email: email.trim(), password })}
    >
      <TextField
        label={t('accept.name')}
        autoComplete="name"
        autoFocus
        value={name}
        onChange={setName}
        error={problems.name}
      />
      {invite.email === null ? (
        <TextField
          label={t('common.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={problems.email}
        />
      ) : (
        <TextField
          label={t('common.email')}
          type="email"
          autoComplete="username"
          value={invite.email}
          onChange={() => {}}
          readOnly
        />
      )}
      <TextField
        label={t('common.password')}
        type="password"
        autoComplete="new-password"
        hint={t('accept.passwordHint')}
        value={password}
        onChange={setPassword}
        error={problems.password}
      />
      {problems.form && (
        <p role="alert" className={styles.problem}>
          {problems.form}
        </p>
      )}
      <Button kind="primary" type="submit" className={styles.send} busy={busy}>
        {busy ? t('accept.busy') : first ? t('accept.create') : t('accept.join')}
      </Button>
    </Door>
  );
}
