import type { Project } from '@maskroom/shared/protocol/http';
import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
import { ClipboardCheck, DoorOpen } from 'lucide-react';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { Link } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import styles from './SessionTile.module.css';
import { TileShapes } from './TileShapes.tsx';
import type { TilePicture } from './tilePicture.ts';

interface TilePlaceProps {
  readonly session: MonitoredSession;
  /** Undefined until it was told. */
  readonly picture: TilePicture | undefined;
  readonly project: Project;
}

/** The picture that somebody is on or decided on last, with what is known to be drawn on it; or where they are without one. */
export function TilePlace({ session, picture, project }: TilePlaceProps) {
  const { decidedOn, imageId, imageName, inQueue, others } = session;
  const place = imageId !== null && imageName !== null ? { imageId, imageName } : decidedOn;
  if (!place) {
    const Icon = inQueue ? ClipboardCheck : DoorOpen;
    return (
      <p className={styles.elsewhere}>
        <Icon size={24} strokeWidth={1.5} aria-hidden />
        {inQueue ? t('live.reviewPage') : t('live.noPicture')}
      </p>
    );
  }
  return (
    <Link
      to={paths.image(project.id, place.imageId)}
      className={styles.picture}
      aria-label={t('live.open', { picture: place.imageName })}
    >
      <TileShapes imageId={place.imageId} picture={picture} labels={project.labels} />
      <span className={styles.files}>
        {imageId === null && (
          <span className={styles.more} title={t('live.reviewPage')}>
            <ClipboardCheck size={14} role="img" aria-label={t('live.reviewPage')} />
          </span>
        )}
        <span className={styles.file}>{place.imageName}</span>
        {others.length > 0 && (
          <span className={styles.more} title={others.map((other) => other.imageName).join(', ')}>
            {t('live.more', { n: number(others.length) })}
          </span>
        )}
      </span>
    </Link>
  );
}
