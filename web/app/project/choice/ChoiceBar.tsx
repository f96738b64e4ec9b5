import type { Image, Project } from '@maskroom/shared/protocol/http';
import { BadgeCheck, BriefcaseBusiness, Users, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { t } from '../../../ui/language/language.ts';
import { late, useLate } from '../../../ui/late.ts';
import styles from './ChoiceBar.module.css';
import type { Choice } from './useChoice.ts';

const dialogPart = late(() => import('../quality/ChosenDialog.tsx'));
const jobPart = late(() => import('../jobs/NewJobDialog.tsx'));

interface ChoiceBarProps {
  readonly project: Project;
  readonly images: readonly Image[];
  /** How many are shown, to choose all of them. */
  readonly shown: number;
  readonly choice: Choice;
  readonly onChange: () => void;
}

const gridsTile = () => document.querySelector<HTMLElement>('[data-picture-grid] a[tabindex="0"]');

/** What a lead does with the pictures that are chosen. */
export function ChoiceBar({ choice, images, onChange, project, shown }: ChoiceBarProps) {
  const [asked, setAsked] = useState<'consensus' | 'truth'>('consensus');
  const [open, setOpen] = useState(false);
  const [makesJob, setMakesJob] = useState(false);
  const jobDialog = useLate(jobPart, choice.ids.size > 0 || makesJob);
  const dialog = useLate(dialogPart, choice.ids.size > 0 || open);
  const pictures = images.filter(({ id }) => choice.ids.has(id));
  const bar = useRef<HTMLElement>(null);
  // The button that opened the dialog goes with the bar: then the keyboard goes on in the grid.
  const finalFocus = () => (bar.current === null ? gridsTile() : null);
  const ask = (what: typeof asked) => () => {
    setAsked(what);
    setOpen(true);
  };
  const done = (): void => {
    setOpen(false);
    setMakesJob(false);
    choice.clear();
    onChange();
  };
  return (
    <>
      <p role="status" className="visually-hidden">
        {pictures.length > 0 && t('choice.chosen', { n: pictures.length })}
      </p>
      {pictures.length > 0 && (
        <section ref={bar} aria-label={t('choice.title')} className={styles.bar}>
          <span className={styles.count}>{t('choice.chosen', { n: pictures.length })}</span>
          {shown > pictures.length && (
            <Button kind="quiet" onClick={choice.chooseAll}>
              {t('choice.all', { n: shown })}
            </Button>
          )}
          <Button onClick={() => setMakesJob(true)}>
            <BriefcaseBusiness /> {t('choice.job')}
          </Button>
          <Button onClick={ask('consensus')}>
            <Users /> {t('choice.consensus')}
          </Button>
          <Button onClick={ask('truth')}>
            <BadgeCheck /> {t('choice.truth')}
          </Button>
          <IconButton label={t('choice.none')} shortcut="Esc" side="top" onClick={choice.clear}>
            <X />
          </IconButton>
        </section>
      )}
      {jobDialog && (
        <jobDialog.NewJobDialog
          open={makesJob}
          project={project}
          pictures={pictures}
          finalFocus={finalFocus}
          onClose={() => setMakesJob(false)}
          onDone={done}
        />
      )}
      {dialog && (
        <dialog.ChosenDialog
          what={asked}
          open={open}
          project={project}
          pictures={pictures}
          finalFocus={finalFocus}
          onClose={() => setOpen(false)}
          onDone={done}
        />
      )}
    </>
  );
}
