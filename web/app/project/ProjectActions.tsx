import { roleAtLeast } from '@maskroom/shared/annotation/role';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import { FolderUp, ImagePlus, ListChecks, PenLine, Plus, Radio } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, LinkButton } from '../../ui/Button.tsx';
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
            <Button aria-label="Add pictures">
              <Plus />{' '}
              <span className={styles.word}>
                Add<span className={styles.more}> pictures</span>
              </span>
            </Button>
          }
        >
          <MenuItem icon={<ImagePlus />} onClick={() => pickers.current?.files()}>
            Choose files
          </MenuItem>
          <MenuItem icon={<FolderUp />} onClick={() => pickers.current?.folder()}>
            Choose a folder
          </MenuItem>
        </Menu>
      )}
      {images.length > 0 && roleAtLeast(role, 'lead') && (
        <LinkButton to={paths.live(id)} aria-label="Live room">
          <Radio />{' '}
          <span className={styles.word}>
            Live<span className={styles.more}> room</span>
          </span>
        </LinkButton>
      )}
      {images.length > 0 && roleAtLeast(role, 'reviewer') && (
        <LinkButton to={paths.queue(id)} aria-label={`Review, ${counts.undecided} waiting`}>
          <ListChecks /> <span className={styles.word}>Review</span>
          {counts.undecided > 0 && (
            <span className={styles.count}>{counts.undecided.toLocaleString('en')}</span>
          )}
        </LinkButton>
      )}
      {next !== undefined && (
        <LinkButton kind="primary" to={paths.image(id, next)}>
          <PenLine /> Label
        </LinkButton>
      )}
    </div>
  );
}
