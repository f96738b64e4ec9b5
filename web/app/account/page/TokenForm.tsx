import { type Role, roles } from '@maskroom/shared/annotation/role';
import { toProblem } from '@maskroom/shared/base/problem';
import { type FormEvent, useState } from 'react';
import { createToken } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './AccountPage.module.css';

const DAY_MS = 24 * 60 * 60 * 1_000;
const lifetimes = [
  { value: '7', label: '7 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: 'never', label: 'for ever' },
] as const;
const all = { value: 'all', label: 'all that I may' } as const;

/** Makes a token; `onMade` gets it, this once. */
export function TokenForm({ onMade }: { readonly onMade: (token: string) => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | 'all'>('all');
  const [lifetime, setLifetime] = useState<(typeof lifetimes)[number]['value']>('90');
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const days = Number(lifetime);
    const expiresAt = lifetime === 'never' ? undefined : new Date(Date.now() + days * DAY_MS).toISOString();
    try {
      const made = await createToken({
        name: name.trim(),
        expiresAt,
        role: role === 'all' ? undefined : role,
      });
      onMade(made.token);
      setName('');
      setProblem(null);
    } catch (cause) {
      setProblem(toProblem(cause).message);
    }
  };

  return (
    <form className={classes(styles.form, styles.four)} onSubmit={(event) => void send(event)}>
      <TextField label="Name" placeholder="What uses it" value={name} maxLength={120} onChange={setName} />
      <Select
        label="May do at most"
        value={role}
        options={[all, ...roles.map((each) => ({ value: each, label: each }))]}
        onChange={setRole}
      />
      <Select label="Holds" value={lifetime} options={lifetimes} onChange={setLifetime} />
      <Button type="submit" disabled={name.trim() === ''}>
        Make a token
      </Button>
      {problem && (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      )}
    </form>
  );
}
