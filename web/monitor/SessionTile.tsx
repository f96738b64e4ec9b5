import { presenceColorOf, type ToolName } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import {
  Brush,
  Circle,
  Eraser,
  Eye,
  Hand,
  type LucideIcon,
  MousePointer2,
  Scissors,
  Shapes,
  Spline,
  Square,
  TriangleAlert,
  WandSparkles,
} from 'lucide-react';
import { Avatar } from '../ui/Avatar.tsx';
import { LinkButton } from '../ui/Button.tsx';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { Link } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { percent } from '../ui/quantity.ts';
import { concernOf, idleWords } from './attention.ts';
import { NudgeButton } from './NudgeButton.tsx';
import type { Seat } from './room.ts';
import styles from './SessionTile.module.css';
import { Sparkline } from './Sparkline.tsx';
import { TileShapes } from './TileShapes.tsx';
import type { TilePicture } from './tilePicture.ts';

const toolIcons: Readonly<Record<ToolName, LucideIcon>> = {
  select: MousePointer2,
  pan: Hand,
  smart: WandSparkles,
  polygon: Spline,
  box: Square,
  ellipse: Circle,
  brush: Brush,
  eraser: Eraser,
  cut: Scissors,
  everything: Shapes,
};

const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${number(Math.round(ms))} ms`);

interface SessionTileProps {
  readonly seat: Seat;
  /** Undefined until it was told. */
  readonly picture: TilePicture | undefined;
  readonly project: Project;
  readonly me: { readonly id: string };
  /** The server's clock. */
  readonly now: number;
}

/** One person on one picture. */
export function SessionTile({ seat: { session, pace }, picture, project, me, now }: SessionTileProps) {
  const { userId, userName, imageId, imageName } = session;
  const idleMs = Math.max(0, now - session.lastActiveAt);
  const concern = concernOf(session, idleMs);
  const [ToolIcon, toolName] = [toolIcons[session.tool], t(`toolName.${session.tool}`)];
  return (
    <article
      className={styles.tile}
      aria-label={t('live.on', { person: userName, picture: imageName })}
      data-idle={idleMs > 60_000 || undefined}
    >
      <header className={styles.head}>
        <Avatar person={{ id: userId, name: userName }} color={presenceColorOf(userId)} />
        <h2 className={styles.name}>{userName}</h2>
        <span className={styles.tool} title={toolName}>
          <ToolIcon size={14} aria-hidden /> {toolName}
        </span>
      </header>
      <Link
        to={paths.image(project.id, imageId)}
        className={styles.picture}
        aria-label={t('live.open', { picture: imageName })}
      >
        <TileShapes imageId={imageId} picture={picture} labels={project.labels} />
        <span className={styles.file}>{imageName}</span>
      </Link>
      <div className={styles.pace}>
        <p className={styles.rate}>
          {t.rich('live.objectsAMinute', {
            rate: decimal(session.objectsPerMinute, 1),
            n: (words) => <strong>{words}</strong>,
          })}
        </p>
        <Sparkline pace={pace} now={now} />
      </div>
      <dl className={styles.facts}>
        <Fact name={t('live.objects')} value={number(session.objects)} />
        <Fact name={t('live.prompts')} value={number(session.prompts)} />
        <Fact name={t('live.maskMedian')} value={milliseconds(session.maskLatencyP50Ms)} />
        <Fact name="p95" value={milliseconds(session.maskLatencyP95Ms)} />
        <Fact
          name={t('live.keptShare')}
          value={session.acceptRate === null ? '–' : percent(session.acceptRate)}
        />
      </dl>
      <footer className={styles.foot}>
        <span className={styles.state}>
          {idleWords(idleMs)}
          {concern && (
            <span className={styles.concern}>
              <TriangleAlert size={14} aria-hidden /> {concern}
            </span>
          )}
        </span>
        {userId !== me.id && (
          <span className={styles.acts}>
            <NudgeButton projectId={project.id} person={{ id: userId, name: userName }} />
            <LinkButton
              size="small"
              to={paths.watch(project.id, imageId, userId)}
              aria-label={t('live.watch', { person: userName })}
            >
              <Eye aria-hidden /> {t('live.watchShort')}
            </LinkButton>
          </span>
        )}
      </footer>
    </article>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
