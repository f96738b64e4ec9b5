import { type Role, roleAtLeast, roles } from '@maskroom/shared/annotation/role';
import { newMemberSchema } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import { addMember } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/language/language.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNotes } from '../../ui/Toast.tsx';
import { useSending } from '../../ui/useSending.ts';
import form from './DialogForm.module.css';
import styles from './PeopleDialog.module.css';

interface InviteFormProps {
  readonly projectId: string;
  /** One's own: nobody gives a role above it. */
  readonly role: Role;
  readonly onInvited: () => void;
}

/** Adds somebody and shows the link that lets them in; the server sends no mail. */
export function InviteForm({ projectId, role: own, onInvited }: InviteFormProps) {
  const notes = useNotes();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('annotator');
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const offered = roles.filter((offer) => offer !== 'admin' && roleAtLeast(own, offer));

  const { busy, problem, send } = useSending(async () => {
    const checked = newMemberSchema.safeParse({ name, email: email.trim(), role });
    if (!checked.success) return t('invite.missing');
    const { inviteLink } = await addMember(projectId, checked.data);
    if (inviteLink) setLink({ name: checked.data.name, url: inviteLink });
    else
      notes.say({
        title: t('invite.isIn', { name: checked.data.name }),
        description: t('invite.asAlways'),
      });
    setName('');
    setEmail('');
    onInvited();
  });

  return (
    <>
      {link && (
        <div className={styles.link}>
          <p>{t.rich('invite.send', { person: link.name, name: (words) => <strong>{words}</strong> })}</p>
          <CopyField label={t('invite.link')} hideLabel value={link.url} />
        </div>
      )}
      <form className={classes(form.form, styles.invite)} onSubmit={send} noValidate>
        <h3>{t('invite.title')}</h3>
        <TextField label={t('common.name')} value={name} onChange={setName} autoComplete="off" />
        <TextField
          label={t('common.email')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="off"
        />
        <Select
          label={t('invite.role')}
          value={role}
          onChange={setRole}
          options={offered.map((offer) => ({
            value: offer,
            label: t(`role.${offer}`),
            note: t(`roleNote.${offer}`),
          }))}
        />
        {problem && <p role="alert">{problem}</p>}
        <Button
          kind="primary"
          type="submit"
          className={form.send}
          busy={busy}
          disabled={!name.trim() || !email.trim()}
        >
          {t('invite.create')}
        </Button>
      </form>
    </>
  );
}
