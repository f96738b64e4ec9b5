import type { Image, Project } from '@maskroom/shared/protocol/http';
import { X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { listImages } from '../../../connection/api.ts';
import { unmarkTruth } from '../../../connection/qualityApi.ts';
import { restOfPictures } from '../../../connection/refresh.ts';
import { useLiveLoaded } from '../../../connection/useLiveLoaded.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import report from '../../../ui/Report.module.css';
import { ReportPart } from '../../../ui/ReportPart.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useNotes } from '../../../ui/Toast.tsx';
import { findPictures } from '../findPictures.ts';
import { ConsensusForm } from './ConsensusForm.tsx';
import { mayBeShared, mayBeTruth } from './eligible.ts';
import styles from './Quality.module.css';
import { TruthForm } from './TruthForm.tsx';

interface LeadFormsProps {
  readonly project: Project;
  readonly truths: readonly string[];
  /** Ids of pictures that several people label already. */
  readonly shared: readonly string[];
  readonly onChange: () => void;
}

interface FormProps extends LeadFormsProps {
  readonly images: readonly Image[];
}

const REST_MS = 10_000;
const parts = ['pictures'] as const;

/** What a lead starts: several people on a picture, and pictures with known truth. */
export function LeadForms(props: LeadFormsProps) {
  const { id } = props.project;
  const load = useCallback(() => listImages(id), [id]);
  const { loaded } = useLiveLoaded(load, {
    projectId: id,
    parts,
    restMs: REST_MS,
    restOf: restOfPictures,
  });
  if (loaded.status === 'failed') return <p role="alert">{loaded.problem.message}</p>;
  if (loaded.status === 'loading') return <Skeleton height={220} width="100%" />;
  return (
    <>
      <StartConsensus {...props} images={loaded.value} />
      <Truths {...props} images={loaded.value} />
    </>
  );
}

function StartConsensus({ images, onChange, project, shared, truths }: FormProps) {
  const [query, setQuery] = useState('');
  const [most, setMost] = useState('10');
  const fresh = findPictures(images, query).filter((image) => mayBeShared(image, { shared, truths }));
  const chosen = fresh.slice(0, Math.max(0, Number(most) || 0));
  return (
    <ReportPart title={t('quality.start')} note={t('quality.startHint')}>
      <ConsensusForm projectId={project.id} pictures={chosen} onDone={onChange}>
        <TextField label={t('quality.named')} value={query} onChange={setQuery} />
        <TextField label={t('quality.most')} inputMode="numeric" value={most} onChange={setMost} />
      </ConsensusForm>
    </ReportPart>
  );
}

function Truths({ images, onChange, truths }: FormProps) {
  const notes = useNotes();
  const marked = images.filter(({ id }) => truths.includes(id));
  const able = images.filter((image) => mayBeTruth(image, { truths }));
  const [chosen, setChosen] = useState('');
  const toMark = able.find(({ id }) => id === chosen) ?? able[0];
  // What is there to be marked stays so when others become able before it.
  useEffect(() => setChosen(toMark?.id ?? ''), [toMark?.id]);
  const unmark = (id: string): void => {
    unmarkTruth(id).then(onChange, (cause: unknown) =>
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
                onClick={() => unmark(id)}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {toMark ? (
        <TruthForm pictures={[toMark]} onDone={onChange}>
          <Select
            label={t('quality.accepted')}
            value={toMark.id}
            options={able.map(({ fileName, id }) => ({ value: id, label: fileName }))}
            onChange={setChosen}
          />
        </TruthForm>
      ) : (
        <p className={report.note}>{t('quality.noneAccepted')}</p>
      )}
    </ReportPart>
  );
}
