import type { Member } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import { shareOut } from '../../../connection/workApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { t } from '../../../ui/language/language.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useSending } from '../../../ui/useSending.ts';
import form from '../DialogForm.module.css';
import { endOfDay } from './dueDay.ts';
import styles from './JobsDialog.module.css';

interface ShareOutFormProps {
  readonly projectId: string;
  readonly annotators: readonly Member[];
  /** Some pictures are marked as ground truth, to be hidden among the others. */
  readonly hasTruths: boolean;
  readonly onShared: () => void;
}

const everybody = 'everybody';
const nobody = 'nobody';

/** Cuts what is in no job into jobs, and gives them to whoever would be done first. */
export function ShareOutForm({ projectId, annotators, hasTruths, onShared }: ShareOutFormProps) {
  const [size, setSize] = useState('20');
  const [to, setTo] = useState(annotators.some(({ role }) => role === 'annotator') ? everybody : nobody);
  const [due, setDue] = useState('');
  const [every, setEvery] = useState('');
  const images = Number(size);

  const { busy, problem, send } = useSending(async () => {
    await shareOut(projectId, {
      size: images,
      ...(to === nobody && { assigneeIds: [] }),
      ...(to !== nobody && to !== everybody && { assigneeIds: [to] }),
      ...(every !== '' && { truthEvery: Number(every) }),
      ...(due !== '' && { dueAt: endOfDay(due) }),
    });
    onShared();
  });
  return (
    <form className={classes(form.form, styles.share)} onSubmit={send}>
      <h3>{t('jobs.shareOut')}</h3>
      <TextField label={t('jobs.size')} inputMode="numeric" value={size} onChange={setSize} />
      <Select
        label={t('jobs.to')}
        value={to}
        onChange={setTo}
        options={[
          { value: everybody, label: t('jobs.allAnnotators'), note: t('jobs.byOpenWork') },
          { value: nobody, label: t('jobs.nobody'), note: t('jobs.toBeClaimed') },
          ...annotators.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField label={t('jobs.dueOn')} type="date" value={due} onChange={setDue} />
      {hasTruths && (
        <TextField label={t('jobs.truthEvery')} inputMode="numeric" value={every} onChange={setEvery} />
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      <Button
        kind="primary"
        type="submit"
        className={form.send}
        busy={busy}
        disabled={!Number.isInteger(images) || images < 1}
      >
        {t('jobs.shareOut')}
      </Button>
    </form>
  );
}
