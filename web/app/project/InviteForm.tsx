import { type Role, roleAtLeast, roles } from '@maskroom/shared/annotation/role';
import { toProblem } from '@maskroom/shared/base/problem';
import { newMemberSchema } from '@maskroom/shared/protocol/http';
import { type FormEvent, useState } from 'react';
import { addMember } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNotes } from '../../ui/Toast.tsx';
import styles from './PeopleDialog.module.css';

const roleNotes: Record<Role, string> = {
  viewer: 'Looks on',
  annotator: 'Labels pictures',
  reviewer: 'Labels, and decides on the work of others',
  lead: 'Runs the project: pictures, labels, people, live room',
  admin: 'Runs the server',
};

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
  const [problem, setProblem] = useState<string | null>(null);
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const offered = roles.filter((offer) => offer !== 'admin' && roleAtLeast(own, offer));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = newMemberSchema.safeParse({ name, email: email.trim(), role });
    if (!checked.success) return setProblem('Enter a name and an email address.');
    try {
      const { inviteLink } = await addMember(projectId, checked.data);
      if (inviteLink) setLink({ name: checked.data.name, url: inviteLink });
      else notes.say({ title: `${checked.data.name} is in`, description: 'They sign in as they always do.' });
      setName('');
      setEmail('');
      setProblem(null);
      onInvited();
    } catch (cause) {
      setProblem(toProblem(cause).message);
    }
  };

  return (
    <>
      {link && (
        <div className={styles.link}>
          <p>
            Send this link to <strong>{link.name}</strong>. It works once, and is not shown again.
          </p>
          <CopyField label="Invite link" hideLabel value={link.url} />
        </div>
      )}
      <form className={styles.invite} onSubmit={(event) => void submit(event)} noValidate>
        <h3>Invite somebody</h3>
        <TextField label="Name" value={name} onChange={setName} autoComplete="off" />
        <TextField label="Email" type="email" value={email} onChange={setEmail} autoComplete="off" />
        <Select
          label="Role"
          value={role}
          onChange={setRole}
          options={offered.map((offer) => ({ value: offer, label: offer, note: roleNotes[offer] }))}
        />
        {problem && (
          <p role="alert" className={styles.bad}>
            {problem}
          </p>
        )}
        <Button kind="primary" type="submit" className={styles.send} disabled={!name.trim() || !email.trim()}>
          Create invite link
        </Button>
      </form>
    </>
  );
}
