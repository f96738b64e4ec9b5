import { presenceColorOf, type ToolName } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
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
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';
import { ageWords, concernOf, idleWords } from './attention.ts';
import { NudgeButton } from './NudgeButton.tsx';
import type { Seat } from './room.ts';
import styles from './SessionTile.module.css';
import { TileFigures } from './TileFigures.tsx';
import { TilePlace } from './TilePlace.tsx';
import type { TilePicture } from './tilePicture.ts';
import { MINUTE_MS } from './timeSpans.ts';

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

interface SessionTileProps {
  readonly seat: Seat;
  /** Undefined until it was told. */
  readonly picture: TilePicture | undefined;
  readonly project: Project;
  readonly me: { readonly id: string };
  /** The server's clock. */
  readonly now: number;
}

/** One person at work: where they are, what they do there, and how fast. */
export function SessionTile({ seat: { session, pace }, picture, project, me, now }: SessionTileProps) {
  const { isWatching, leftAt, userId, userName } = session;
  const idleMs = Math.max(0, now - session.lastActiveAt);
  const isHere = leftAt === null;
  const concern = isHere && !isWatching ? concernOf(session, idleMs) : null;
  return (
    <article
      className={styles.tile}
      aria-label={placeOf(session)}
      data-idle={(isHere && idleMs > MINUTE_MS) || undefined}
      data-left={!isHere || undefined}
    >
      <header className={styles.head}>
        <Avatar person={{ id: userId, name: userName }} color={presenceColorOf(userId)} />
        <h2 className={styles.name}>{userName}</h2>
        {isHere && <Doing session={session} />}
      </header>
      {isHere && <TilePlace session={session} picture={picture} project={project} />}
      {!isWatching && <TileFigures session={session} pace={pace} now={now} />}
      <footer className={styles.foot}>
        <span className={styles.state}>
          {!isHere && t('live.left', { age: ageWords(Math.max(0, now - leftAt)) })}
          {isHere && !isWatching && idleWords(idleMs)}
          {concern && (
            <span className={styles.concern}>
              <TriangleAlert size={14} aria-hidden /> {concern}
            </span>
          )}
        </span>
        {userId !== me.id && (
          <span className={styles.acts}>
            <NudgeButton projectId={project.id} person={{ id: userId, name: userName }} />
            {session.imageId !== null && (
              <LinkButton
                size="small"
                to={paths.watch(project.id, session.imageId, userId)}
                aria-label={t('live.watch', { person: userName })}
              >
                <Eye aria-hidden /> {t('live.watchShort')}
              </LinkButton>
            )}
          </span>
        )}
      </footer>
    </article>
  );
}

function placeOf({ imageName, inQueue, userName }: MonitoredSession): string {
  if (imageName !== null) return t('live.on', { person: userName, picture: imageName });
  return inQueue ? t('live.onReview', { person: userName }) : t('live.onNothing', { person: userName });
}

/** The tool in hand, or what they do instead of drawing. */
function Doing({ session: { imageId, isWatching, tool } }: Pick<Seat, 'session'>) {
  if (!isWatching && imageId === null) return null;
  const [Icon, words] = isWatching ? [Eye, t('live.watching')] : [toolIcons[tool], t(`toolName.${tool}`)];
  return (
    <span className={styles.tool} title={words}>
      <Icon size={14} aria-hidden /> {words}
    </span>
  );
}
