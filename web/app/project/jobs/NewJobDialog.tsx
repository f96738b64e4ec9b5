import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import { useCallback, useState } from 'react';
import { listMembers } from '../../../connection/api.ts';
import { createJob } from '../../../connection/workApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { DialogProps } from '../../../ui/DialogPopup.tsx';
import { t } from '../../../ui/language/language.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { useLoaded } from '../../../ui/useLoaded.ts';
import { useSending } from '../../../ui/useSending.ts';
import form from '../DialogForm.module.css';
import { endOfDay } from './dueDay.ts';

interface NewJobProps {
  readonly project: Project;
  readonly pictures: readonly Image[];
  readonly onDone: () => void;
}

interface NewJobDialogProps extends NewJobProps, Pick<DialogProps, 'open' | 'onClose' | 'finalFocus'> {}

const NOBODY = '';

/** Makes a job of chosen pictures, for somebody or to be claimed. */
export function NewJobDialog({ finalFocus, onClose, open, ...job }: NewJobDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('jobs.ofPictures', { n: job.pictures.length })}
      description={t('jobs.ofPicturesHint')}
      finalFocus={finalFocus}
    >
      <NewJobForm {...job} />
    </Dialog>
  );
}

function NewJobForm({ onDone, pictures, project }: NewJobProps) {
  const notes = useNotes();
  const { loaded } = useLoaded(useCallback(() => listMembers(project.id), [project.id]));
  const [name, setName] = useState('');
  const [to, setTo] = useState(NOBODY);
  const [due, setDue] = useState('');
  const { busy, problem, send } = useSending(async () => {
    const made = await createJob(project.id, {
      imageIds: pictures.map(({ id }) => id),
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(to !== NOBODY && { assigneeId: to }),
      ...(due !== '' && { dueAt: endOfDay(due) }),
    });
    notes.say({ title: t('jobs.made', { name: made.name }) });
    onDone();
  });
  const annotators =
    loaded.status === 'ready' ? loaded.value.filter(({ role }) => roleAtLeast(role, 'annotator')) : [];
  return (
    <form className={form.form} onSubmit={send}>
      {loaded.status === 'failed' && <p role="alert">{loaded.problem.message}</p>}
      <Select
        label={t('jobs.to')}
        value={to}
        onChange={setTo}
        options={[
          { value: NOBODY, label: t('jobs.nobody'), note: t('jobs.toBeClaimed') },
          ...annotators.map((member) => ({ value: member.id, label: member.name })),
        ]}
      />
      <TextField label={t('jobs.dueOn')} type="date" value={due} onChange={setDue} />
      <TextField label={t('jobs.nameIfAny')} value={name} onChange={setName} />
      {problem !== null && <p role="alert">{problem}</p>}
      <Button kind="primary" type="submit" className={form.send} busy={busy} disabled={pictures.length === 0}>
        {t('jobs.make')}
      </Button>
    </form>
  );
}
