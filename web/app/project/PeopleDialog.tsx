import { presenceColorOf } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import { useCallback } from 'react';
import { listMembers } from '../../connection/api.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { InviteForm } from './InviteForm.tsx';
import { MemberRole } from './MemberRole.tsx';
import styles from './PeopleDialog.module.css';

interface PeopleDialogProps {
  readonly open: boolean;
  readonly project: Project;
  readonly onClose: () => void;
  readonly onChange: () => void;
}

/** Who works here and as what, and how somebody new comes in. */
export function PeopleDialog({ open, project, onClose, onChange }: PeopleDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('account.people')} wide>
      <People project={project} onChange={onChange} />
    </Dialog>
  );
}

function People({ project, onChange }: Pick<PeopleDialogProps, 'project' | 'onChange'>) {
  const { loaded, reload } = useLoaded(useCallback(() => listMembers(project.id), [project.id]));
  const changed = () => {
    reload();
    onChange();
  };
  return (
    <>
      {loaded.status === 'loading' && <Skeleton height={72} width="100%" />}
      {loaded.status === 'failed' && <p role="alert">{loaded.problem.message}</p>}
      {loaded.status === 'ready' && (
        <ul className={styles.list}>
          {loaded.value.map((member) => (
            <li key={member.id} className={styles.member}>
              <Avatar person={member} color={presenceColorOf(member.id)} size={28} />
              <span className={styles.who}>
                <span className={styles.name}>{member.name}</span>
                <span className={styles.email}>{member.email}</span>
              </span>
              <span className={styles.role}>
                {member.pending && <span className={styles.pending}>{t('common.pending')}</span>}
              </span>
              <MemberRole member={member} project={project} onChange={changed} />
            </li>
          ))}
        </ul>
      )}
      <InviteForm projectId={project.id} role={project.role} onInvited={changed} />
    </>
  );
}
