import type { Image, Project } from '@maskroom/shared/protocol/http';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { markTruth, startConsensus, unmarkTruth } from '../../../connection/qualityApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import report from '../../../ui/Report.module.css';
import { ReportPart } from '../../../ui/ReportPart.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { findPictures } from '../findPictures.ts';
import styles from './Quality.module.css';

interface LeadFormsProps {
  readonly project: Project;
  readonly images: readonly Image[];
  readonly truths: readonly string[];
  /** Ids of pictures that several people label already. */
  readonly shared: readonly string[];
  readonly onChange: () => void;
}

/** What a lead starts: several people on a picture, and pictures with known truth. */
export const LeadForms = (props: LeadFormsProps) => (
  <>
    <StartConsensus {...props} />
    <Truths {...props} />
  </>
);

function StartConsensus({ images, onChange, project, shared, truths }: LeadFormsProps) {
  const notes = useNotes();
  const [query, setQuery] = useState('');
  const [most, setMost] = useState('10');
  const [people, setPeople] = useState('2');
  const [problem, setProblem] = useState<string | null>(null);
  const fresh = findPictures(images, query).filter(
    ({ id, state }) => state === 'new' && !truths.includes(id) && !shared.includes(id),
  );
  const chosen = fresh.slice(0, Math.max(0, Number(most) || 0));
  const each = Number(people);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const imageIds = chosen.map(({ id }) => id);
      const jobs = await startConsensus(project.id, { imageIds, people: each });
      setProblem(null);
      notes.say({ title: t('quality.started', { n: jobs.length }) });
      onChange();
    } catch (cause) {
      setProblem(failureWords(cause));
    }
  };
  return (
    <ReportPart title={t('quality.start')} note={t('quality.startHint')}>
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        <TextField label={t('quality.named')} value={query} onChange={setQuery} />
        <TextField label={t('quality.most')} inputMode="numeric" value={most} onChange={setMost} />
        <TextField label={t('quality.each')} inputMode="numeric" value={people} onChange={setPeople} />
        {problem !== null && <p role="alert">{problem}</p>}
        <Button
          kind="primary"
          type="submit"
          disabled={chosen.length === 0 || !Number.isInteger(each) || each < 2}
        >
          {t('quality.give', { n: chosen.length })}
        </Button>
      </form>
    </ReportPart>
  );
}

function Truths({ images, onChange, truths }: LeadFormsProps) {
  const notes = useNotes();
  const marked = images.filter(({ id }) => truths.includes(id));
  const able = images.filter(({ counts, id }) => counts.accepted > 0 && !truths.includes(id));
  const [chosen, setChosen] = useState('');
  const toMark = able.find(({ id }) => id === chosen) ?? able[0];
  const act = (change: Promise<void>): void => {
    change.then(onChange, (cause: unknown) =>
      notes.warn({ title: t('quality.notChanged'), description: failureWords(cause) }),
    );
  };
  return (
    <ReportPart title={t('quality.truths')} note={t('quality.truthHint')}>
      {marked.length > 0 && (
        <ul className={styles.truths}>
          {marked.map(({ fileName, id }) => (
            <li key={id}>
              {fileName}
              <IconButton
                size="small"
                label={t('quality.unmark', { picture: fileName })}
                onClick={() => act(unmarkTruth(id))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {toMark ? (
        <div className={styles.form}>
          <Select
            label={t('quality.accepted')}
            value={toMark.id}
            options={able.map(({ fileName, id }) => ({ value: id, label: fileName }))}
            onChange={setChosen}
          />
          <Button onClick={() => act(markTruth(toMark.id))}>{t('quality.mark')}</Button>
        </div>
      ) : (
        <p className={report.note}>{t('quality.noneAccepted')}</p>
      )}
    </ReportPart>
  );
}
