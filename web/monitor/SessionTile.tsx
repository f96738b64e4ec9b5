import { presenceColorOf, type ToolName } from '@maskroom/shared/presence/presence';
import type { Project } from '@maskroom/shared/protocol/http';
import {
  Brush,
  Circle,
  Eraser,
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
import { thumbnailUrl } from '../connection/api.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Link } from '../ui/navigation.ts';
import { OutlinedPicture } from '../ui/OutlinedPicture.tsx';
import { paths } from '../ui/paths.ts';
import { percent } from '../ui/quantity.ts';
import { concernOf, idleWords } from './attention.ts';
import type { Seat } from './room.ts';
import styles from './SessionTile.module.css';
import { Sparkline } from './Sparkline.tsx';
import { useLiveShapes } from './useLiveShapes.ts';

const toolLook: Record<ToolName, readonly [LucideIcon, string]> = {
  select: [MousePointer2, 'Select'],
  pan: [Hand, 'Move'],
  smart: [WandSparkles, 'Smart mask'],
  polygon: [Spline, 'Polygon'],
  box: [Square, 'Box'],
  ellipse: [Circle, 'Ellipse'],
  brush: [Brush, 'Brush'],
  eraser: [Eraser, 'Eraser'],
  cut: [Scissors, 'Cut'],
  everything: [Shapes, 'Everything'],
};

const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${Math.round(ms)} ms`);

interface SessionTileProps {
  readonly seat: Seat;
  readonly project: Project;
  /** The server's clock. */
  readonly now: number;
}

/** One person on one picture. */
export function SessionTile({ seat: { session, pace }, project, now }: SessionTileProps) {
  const { userId, userName, imageId, imageName } = session;
  const shapes = useLiveShapes(imageId, session.objects, project.labels);
  const idleMs = Math.max(0, now - session.lastActiveAt);
  const concern = concernOf(session, idleMs);
  const [ToolIcon, toolName] = toolLook[session.tool];
  return (
    <article
      className={styles.tile}
      aria-label={`${userName} on ${imageName}`}
      data-idle={idleMs > 60_000 || undefined}
    >
      <header className={styles.head}>
        <Avatar person={{ id: userId, name: userName }} color={presenceColorOf(userId)} />
        <h2 className={styles.name}>{userName}</h2>
        <span className={styles.tool} title={toolName}>
          <ToolIcon size={14} aria-hidden /> {toolName}
        </span>
      </header>
      <Link to={paths.image(project.id, imageId)} className={styles.picture} aria-label={`Open ${imageName}`}>
        <OutlinedPicture src={thumbnailUrl(imageId)} alt="" {...shapes} />
        <span className={styles.file}>{imageName}</span>
      </Link>
      <div className={styles.pace}>
        <p className={styles.rate}>
          <strong>{session.objectsPerMinute.toFixed(1)}</strong> objects a minute
        </p>
        <Sparkline pace={pace} now={now} />
      </div>
      <dl className={styles.facts}>
        <Fact name="Objects" value={session.objects.toLocaleString('en')} />
        <Fact name="Prompts" value={session.prompts.toLocaleString('en')} />
        <Fact name="Mask p50" value={milliseconds(session.maskLatencyP50Ms)} />
        <Fact name="p95" value={milliseconds(session.maskLatencyP95Ms)} />
        <Fact name="Kept" value={session.acceptRate === null ? '–' : percent(session.acceptRate)} />
      </dl>
      <footer className={styles.foot}>
        <span>{idleWords(idleMs)}</span>
        {concern && (
          <span className={styles.concern}>
            <TriangleAlert size={14} aria-hidden /> {concern}
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
