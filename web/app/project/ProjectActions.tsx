import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import { FolderUp, ImagePlus, ListChecks, PenLine, Plus, Radio } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './ProjectActions.module.css';
import type { Pickers } from './upload/FilePickers.tsx';

interface ProjectActionsProps {
  readonly project: Project;
  readonly images: readonly Image[];
  /** The picture that waits for this person first. */
  readonly next: string | undefined;
  readonly mayAdd: boolean;
  readonly pickers: RefObject<Pickers | null>;
}

/** Where work goes on: the next picture to label, the queue, the live room. */
export function ProjectActions({ project, images, next, mayAdd, pickers }: ProjectActionsProps) {
  const { id, role, counts } = project;
  return (
    <div className={styles.actions}>
      {mayAdd && images.length > 0 && (
        <Menu
          trigger={
            <Button aria-label={t('pictures.add')}>
              <Plus />{' '}
              <span className={styles.word}>
                {t.rich('pictures.addWords', {
                  more: (words) => <span className={styles.more}>{words}</span>,
                })}
              </span>
            </Button>
          }
        >
          <MenuItem icon={<ImagePlus />} onClick={() => pickers.current?.files()}>
            {t('pictures.files')}
          </MenuItem>
          <MenuItem icon={<FolderUp />} onClick={() => pickers.current?.folder()}>
            {t('pictures.folder')}
          </MenuItem>
        </Menu>
      )}
      {images.length > 0 && roleAtLeast(role, 'lead') && (
        <LinkButton to={paths.live(id)} aria-label={t('live.room')}>
          <Radio />{' '}
          <span className={styles.word}>
            {t.rich('live.roomWords', { more: (words) => <span className={styles.more}>{words}</span> })}
          </span>
        </LinkButton>
      )}
      {images.length > 0 && roleAtLeast(role, 'reviewer') && (
        <LinkButton to={paths.queue(id)} aria-label={t('project.reviewWaiting', { n: counts.undecided })}>
          <ListChecks /> <span className={styles.word}>{t('project.review')}</span>{' '}
          {counts.undecided > 0 && <span className={styles.count}>{number(counts.undecided)}</span>}
        </LinkButton>
      )}
      {next !== undefined && (
        <LinkButton kind="primary" to={paths.image(id, next)}>
          <PenLine /> {t('project.label')}
        </LinkButton>
      )}
    </div>
  );
}
