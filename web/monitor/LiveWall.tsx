import type { Project } from '@maskroom/shared/protocol/http';
import { Radio, WifiOff } from 'lucide-react';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { paths } from '../ui/paths.ts';
import { count, percent } from '../ui/quantity.ts';
import styles from './LiveWall.module.css';
import { type Room, totalsOf } from './room.ts';
import { SessionTile } from './SessionTile.tsx';
import { useNow } from './useNow.ts';
import { useRoom } from './useRoom.ts';
import { WallSkeleton } from './WallSkeleton.tsx';

/** One line about all, and a tile for each. */
export function LiveWall({ project }: { readonly project: Project }) {
  const { room, problem, connection } = useRoom(project.id);
  const now = useNow();
  if (problem) return <FailedState problem={problem} onRetry={() => window.location.reload()} />;
  if (!room) return <WallSkeleton />;
  return (
    <>
      {connection !== 'online' && (
        <p role="status" className={styles.offline}>
          <WifiOff size={16} aria-hidden /> The connection is lost. What you see is how it was; it goes on by
          itself.
        </p>
      )}
      {room.seats.length === 0 ? (
        <EmptyState
          icon={<Radio size={32} strokeWidth={1.5} />}
          title="Nobody is labelling right now"
          actions={<LinkButton to={paths.project(project.id)}>Go to the pictures</LinkButton>}
        >
          A tile appears as soon as somebody opens a picture of this project.
        </EmptyState>
      ) : (
        <>
          <Totals room={room} />
          <ul className={styles.wall}>
            {room.seats.map((seat) => (
              <li key={seat.session.key}>
                <SessionTile seat={seat} project={project} now={now - room.clockAheadMs} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Totals({ room }: { readonly room: Room }) {
  const totals = totalsOf(room);
  const parts = [
    count(totals.people, 'person', 'people'),
    count(totals.objects, 'object'),
    `${totals.objectsPerMinute.toFixed(1)} a minute`,
    count(totals.prompts, 'prompt'),
    totals.maskLatencyP50Ms !== null && `masks in ${Math.round(totals.maskLatencyP50Ms)} ms`,
    totals.acceptRate !== null && `${percent(totals.acceptRate)} kept`,
  ];
  return (
    <p className={styles.totals}>
      {parts.filter(Boolean).map((part) => (
        <span key={String(part)}>{part}</span>
      ))}
    </p>
  );
}
