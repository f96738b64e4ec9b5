import type { Job } from '@maskroom/shared/protocol/jobs';
import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { getJob, removeJob, restoreJob } from '../../../connection/workApi.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { t } from '../../../ui/language/language.ts';
import { Question } from '../../../ui/Question.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useJobChange } from './useJobChange.ts';

interface TakingAway {
  readonly projectId: string;
  readonly job: Job;
  readonly onChange: () => void;
}

/** Takes a job away; asks first where layers with somebody's work end with it. */
export function useTakeAway({ job, onChange, projectId }: TakingAway) {
  const notes = useNotes();
  const { act, fails } = useJobChange(onChange);
  const [asking, setAsking] = useState<Job | null>(null);
  const isUnderWay = useRef(false);
  const trash = useRef<HTMLButtonElement>(null);
  const remove = async (): Promise<void> => {
    setAsking(null);
    await removeJob(projectId, job.id);
    notes.say({
      title: t('jobs.removed', { name: job.name }),
      action: { label: t('common.undo'), onClick: () => act(restoreJob(projectId, job.id)) },
    });
    onChange();
  };
  // As it is at this moment: somebody may have drawn since the list was read.
  const ask = async (): Promise<void> => {
    const now = await getJob(projectId, job.id);
    if (now.drawn.objects > 0) setAsking(now);
    else await remove();
  };
  /** Once, however often it is pressed meanwhile. */
  const once = (what: () => Promise<void>) => async (): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    await what().catch(fails);
    isUnderWay.current = false;
  };
  const close = (): void => {
    setAsking(null);
    trash.current?.focus();
  };
  return {
    button: (
      <IconButton ref={trash} label={t('jobs.remove', { name: job.name })} onClick={once(ask)}>
        <Trash2 />
      </IconButton>
    ),
    question: asking && (
      <Question
        label={t('jobs.remove', { name: job.name })}
        words={endsWith(asking)}
        confirm={t('jobs.removeNow')}
        onConfirm={once(() => {
          close();
          return remove();
        })}
        onCancel={close}
      />
    ),
  };
}

/** "Ann has drawn 2 objects on 1 picture …". */
const endsWith = ({ assigneeName, drawn: { objects, pictures } }: Job): string =>
  t('jobs.endsWith', { name: assigneeName ?? t('common.somebody'), objects, pictures });
