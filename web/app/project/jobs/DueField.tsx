import type { Job } from '@maskroom/shared/protocol/jobs';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../ui/language/language.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { dayOf, endOfDay } from './dueDay.ts';

interface DueFieldProps {
  readonly job: Job;
  readonly onDue: (dueAt: string | null) => void;
}

/**
 * When a job is due, for whoever may say so. A day counts when the field is left, by whatever way, or at Enter: years are
 * typed digit by digit.
 */
export function DueField({ job: { dueAt, name }, onDue }: DueFieldProps) {
  const known = dueAt === null ? '' : dayOf(dueAt);
  const [day, setDay] = useState(known);
  const isTyped = useRef(false);
  useEffect(() => {
    if (!isTyped.current) setDay(known);
  }, [known]);
  const save = () => {
    if (isTyped.current && day !== known) onDue(day === '' ? null : endOfDay(day));
    isTyped.current = false;
  };
  const leave = useRef(save);
  leave.current = save;
  // A dialog that closes takes the field away with what was typed in it.
  useEffect(() => () => leave.current(), []);
  return (
    <TextField
      label={t('jobs.dueOf', { name })}
      hideLabel
      type="date"
      value={day}
      onChange={(typed) => {
        isTyped.current = true;
        setDay(typed);
      }}
      onKeyDown={({ key }) => key === 'Enter' && save()}
      onBlur={save}
    />
  );
}
