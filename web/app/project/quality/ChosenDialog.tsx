import type { Image, Project } from '@maskroom/shared/protocol/http';
import { useCallback, useEffect, useRef } from 'react';
import { getQuality, listTruths } from '../../../connection/qualityApi.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { DialogProps } from '../../../ui/DialogPopup.tsx';
import { t } from '../../../ui/language/language.ts';
import report from '../../../ui/Report.module.css';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useLoaded } from '../../../ui/useLoaded.ts';
import { ConsensusForm } from './ConsensusForm.tsx';
import { mayBeShared, mayBeTruth } from './eligible.ts';
import styles from './Quality.module.css';
import { TruthForm } from './TruthForm.tsx';

interface ChosenProps {
  readonly what: 'consensus' | 'truth';
  readonly project: Project;
  readonly pictures: readonly Image[];
  readonly onDone: () => void;
}

interface ChosenDialogProps extends ChosenProps, Pick<DialogProps, 'open' | 'onClose' | 'finalFocus'> {}

/** Several people a picture, or ground truth, for pictures chosen in the project's grid. */
export function ChosenDialog({ finalFocus, onClose, open, ...chosen }: ChosenDialogProps) {
  const [title, hint] =
    chosen.what === 'consensus'
      ? [t('quality.start'), t('quality.chosenHint')]
      : [t('quality.truths'), t('quality.truthHint')];
  return (
    <Dialog open={open} onClose={onClose} title={title} description={hint} finalFocus={finalFocus}>
      <Chosen {...chosen} />
    </Dialog>
  );
}

function Chosen({ onDone, pictures, project, what }: ChosenProps) {
  const load = useCallback(async () => {
    const [quality, truths] = await Promise.all([getQuality(project.id), listTruths(project.id)]);
    return { truths, shared: quality.pictures.map(({ imageId }) => imageId) };
  }, [project.id]);
  const { loaded } = useLoaded(load);
  const form = useRef<HTMLDivElement>(null);
  const isReady = loaded.status === 'ready';
  // The dialog was open before it had a field to give the keyboard to.
  useEffect(() => {
    if (isReady) form.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [isReady]);
  if (loaded.status === 'loading') return <Skeleton height={56} width="100%" />;
  if (loaded.status === 'failed') return <p role="alert">{loaded.problem.message}</p>;
  const isConsensus = what === 'consensus';
  const may = isConsensus ? mayBeShared : mayBeTruth;
  const able = pictures.filter((picture) => may(picture, loaded.value));
  const left = pictures.length - able.length;
  return (
    <div ref={form} className={styles.chosen}>
      {left > 0 && (
        <p className={report.note}>
          {t(isConsensus ? 'quality.leftOutBegun' : 'quality.leftOutTruth', { n: left })}
        </p>
      )}
      {isConsensus ? (
        <ConsensusForm projectId={project.id} pictures={able} onDone={onDone} />
      ) : (
        <TruthForm alone pictures={able} onDone={onDone} />
      )}
    </div>
  );
}
