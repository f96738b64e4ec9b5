import { type Role, roles } from '@maskroom/shared/annotation/role';
import { useState } from 'react';
import { createToken } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { t } from '../../../ui/language/language.ts';
import { type Option, Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useSending } from '../../../ui/useSending.ts';
import styles from './AccountPage.module.css';

const DAY_MS = 24 * 60 * 60 * 1_000;
type Lifetime = '7' | '90' | '365' | 'never';
const lifetimes = (): readonly Option<Lifetime>[] => [
  { value: '7', label: t('tokens.days', { days: 7 }) },
  { value: '90', label: t('tokens.days', { days: 90 }) },
  { value: '365', label: t('tokens.year') },
  { value: 'never', label: t('tokens.forEver') },
];
const allowed = (): readonly Option<Role | 'all'>[] => [
  { value: 'all', label: t('tokens.all') },
  ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
];

/** Makes a token; `onMade` gets it, this once. */
export function TokenForm({ onMade }: { readonly onMade: (token: string) => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | 'all'>('all');
  const [lifetime, setLifetime] = useState<Lifetime>('90');

  const { busy, problem, send } = useSending(async () => {
    const days = Number(lifetime);
    const expiresAt = lifetime === 'never' ? undefined : new Date(Date.now() + days * DAY_MS).toISOString();
    const made = await createToken({
      name: name.trim(),
      expiresAt,
      role: role === 'all' ? undefined : role,
    });
    onMade(made.token);
    setName('');
  });

  return (
    <form className={classes(styles.form, styles.four)} onSubmit={send}>
      <TextField
        label={t('common.name')}
        placeholder={t('tokens.what')}
        value={name}
        maxLength={120}
        onChange={setName}
      />
      <Select label={t('tokens.most')} value={role} options={allowed()} onChange={setRole} />
      <Select label={t('tokens.holds')} value={lifetime} options={lifetimes()} onChange={setLifetime} />
      <Button type="submit" busy={busy} disabled={name.trim() === ''}>
        {t('tokens.make')}
      </Button>
      {problem && (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      )}
    </form>
  );
}
