import { presenceColorOf } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import { ImagePlus } from 'lucide-react';
import { thumbnailUrl } from '../../connection/api.ts';
import { Avatars } from '../../ui/Avatar.tsx';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Link } from '../../ui/navigation.ts';
import { ProgressRing } from '../../ui/Progress.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './ProjectCard.module.css';

/** A project at a glance: its pictures, how far it is, who is in it. */
export function ProjectCard({ project }: { readonly project: Project }) {
  const { images, instances, undecided } = project.counts;
  const decided = instances === 0 ? 0 : (instances - undecided) / instances;
  const cover = project.cover.slice(0, 4);
  return (
    <article className={styles.card}>
      <Link
        to={paths.project(project.id)}
        className={styles.cover}
        data-count={cover.length}
        tabIndex={-1}
        aria-hidden
      >
        {cover.map((id) => (
          // biome-ignore lint/performance/noImgElement: a static export has no image service
          <img key={id} src={thumbnailUrl(id)} alt="" loading="lazy" decoding="async" />
        ))}
        {cover.length === 0 && <ImagePlus size={28} strokeWidth={1.5} />}
      </Link>
      <div className={styles.words}>
        <div className={styles.head}>
          <h2 className={styles.name}>
            <Link to={paths.project(project.id)} className={styles.link}>
              {project.name}
            </Link>
          </h2>
          <Avatars people={project.members} most={3} size={22} colorOf={presenceColorOf} />
        </div>
        <p className={styles.facts}>
          {instances > 0 && <ProgressRing label={t('projects.reviewed')} value={decided} size={16} />}
          <span>
            {[
              t('count.pictures', { n: images }),
              ...(instances > 0 ? [t('count.objects', { n: instances })] : []),
              ...(undecided > 0 ? [t('projects.toReview', { n: number(undecided) })] : []),
            ].join(' · ')}
          </span>
        </p>
      </div>
    </article>
  );
}
