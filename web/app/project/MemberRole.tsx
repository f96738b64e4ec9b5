import { type Role, roleAtLeast, roles } from '@maskroom/shared/annotation/role';
import type { Member, Project } from '@maskroom/shared/protocol/http';
import { UserMinus } from 'lucide-react';
import { removeMember, setMemberRole } from '../../connection/accountApi.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { Select } from '../../ui/Select.tsx';
import { useNotes } from '../../ui/Toast.tsx';
import { useSession } from '../account/useSession.ts';

interface MemberRoleProps {
  readonly member: Member;
  readonly project: Project;
  readonly onChange: () => void;
}

/** What somebody may do here, and the way to take them out; nobody changes themselves or those above them. */
export function MemberRole({ member, onChange, project }: MemberRoleProps) {
  const { me } = useSession();
  const notes = useNotes();
  const fixed = member.id === me.id || !roleAtLeast(project.role, member.role);
  const offered = roles.filter((role) => roleAtLeast(project.role, role));
  const act = (change: Promise<unknown>, title: string): void => {
    change.then(
      () => {
        notes.say({ title });
        onChange();
      },
      (cause: unknown) => notes.warn({ title: t('member.unchanged'), description: failureWords(cause) }),
    );
  };
  if (fixed) return <span>{t(`role.${member.role}`)}</span>;
  return (
    <>
      <Select
        label={t('member.role', { name: member.name })}
        hideLabel
        value={member.role}
        options={offered.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(role: Role) =>
          act(
            setMemberRole(project.id, member.id, role),
            t('member.isNow', { name: member.name, role: t(`role.${role}`) }),
          )
        }
      />
      <IconButton
        label={t('member.take', { name: member.name })}
        onClick={() => act(removeMember(project.id, member.id), t('member.isOut', { name: member.name }))}
      >
        <UserMinus />
      </IconButton>
    </>
  );
}
