import type { Image, Project } from '@maskroom/shared/protocol/http';
import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { Circle, CircleCheck, CircleDashed, CircleDot, CircleEllipsis, CircleX } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { thumbnailUrl } from '../../connection/api.ts';
import { t } from '../../ui/language/language.ts';
import { Link } from '../../ui/navigation.ts';
import { OutlinedPicture } from '../../ui/OutlinedPicture.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './ImageTile.module.css';
import { stateWords } from './stateWords.ts';
import { useOutlines } from './useOutlines.ts';
import { WorkChip } from './WorkChip.tsx';

const stateIcons = {
  new: CircleDashed,
  'in progress': Circle,
  submitted: CircleDot,
  'in review': CircleEllipsis,
  accepted: CircleCheck,
  rejected: CircleX,
} as const;

interface ImageTileProps {
  readonly image: Image;
  readonly project: Project;
  readonly tabIndex: 0 | -1;
  /** It waits for this person. */
  readonly work: WorkItem | undefined;
  readonly chosen: boolean;
  /** For those who do something with several pictures; Shift: up to this one. */
  readonly onChoose?: (id: string, isRange: boolean) => void;
}

/** A picture of the project: its shapes, its name, how far it is. */
export const ImageTile = memo(function ImageTile({
  chosen,
  image,
  onChoose,
  project,
  tabIndex,
  work,
}: ImageTileProps) {
  const { id, fileName, state, counts, tags } = image;
  const outlines = useOutlines(image, project.labels);
  const Icon = stateIcons[state];
  const press = (event: KeyboardEvent) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    onChoose?.(id, event.shiftKey);
  };
  return (
    <div className={styles.tile} data-chosen={chosen || undefined}>
      <Link
        to={paths.image(project.id, id)}
        tabIndex={tabIndex}
        className={styles.link}
        onKeyDown={onChoose && press}
        aria-keyshortcuts={onChoose && 'Space'}
      >
        <div className={styles.picture}>
          <OutlinedPicture
            src={thumbnailUrl(id)}
            alt=""
            width={image.width}
            height={image.height}
            outlines={outlines}
          />
          {work && <WorkChip item={work} />}
        </div>
        <div className={styles.words}>
          <span className={styles.name} title={[fileName, ...tags].join(' · ')}>
            {fileName}
            {tags.length > 0 && <span className={styles.tags}> · {tags.join(', ')}</span>}
          </span>
          <span className={styles.state} data-state={state}>
            <Icon size={14} aria-hidden />
            <span className="visually-hidden">
              {t('pictures.stateObjects', { state: stateWords(state) })}
            </span>
            {counts.instances > 0 && counts.instances}
          </span>
        </div>
      </Link>
      {onChoose && (
        <label className={styles.choose}>
          <input
            type="checkbox"
            aria-label={t('choice.choose', { picture: fileName })}
            tabIndex={tabIndex}
            checked={chosen}
            onChange={({ nativeEvent }) =>
              onChoose(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
      )}
    </div>
  );
});
