import type { inviteInfoSchema } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../ui/Button.tsx';
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
    ? 'Create the first account. It runs this server: it makes projects and invites people.'
    : `You are invited ${invite.projectName ? `to ${invite.projectName} ` : ''}as ${invite.role}.`;
  return (
    <Door
      title={first ? 'Welcome to Maskroom' : 'Join Maskroom'}
      words={words}
      onSubmit={() => onSubmit({ name: name.trim(), email: email.trim(), password })}
    >
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        value={name}
        onChange={setName}
        error={problems.name}
      />
      {invite.email === null ? (
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={problems.email}
        />
      ) : (
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          value={invite.email}
          onChange={() => {}}
          readOnly
        />
      )}
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters."
        value={password}
        onChange={setPassword}
        error={problems.password}
      />
      {problems.form && (
        <p role="alert" className={styles.problem}>
          {problems.form}
        </p>
      )}
      <Button kind="primary" type="submit" className={styles.send} disabled={busy}>
        {busy ? 'One moment…' : first ? 'Create account' : 'Join'}
      </Button>
    </Door>
  );
}
