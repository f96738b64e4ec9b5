import type { Me, Project } from '@maskroom/shared/protocol/http';
import { Radio, WifiOff } from 'lucide-react';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailedState } from '../ui/FailedState.tsx';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';
import { percent } from '../ui/quantity.ts';
import { AlertList } from './AlertList.tsx';
import styles from './LiveWall.module.css';
import { RoomFigures } from './RoomFigures.tsx';
import { type Room, totalsOf } from './room.ts';
import { SessionTile } from './SessionTile.tsx';
import { useNow } from './useNow.ts';
import { useRoom } from './useRoom.ts';
import { WallSkeleton } from './WallSkeleton.tsx';

/** One line about all, and a tile for each. */
export function LiveWall({ project, me }: { readonly project: Project; readonly me: Me }) {
  const { room, problem, isUnanswered, connection } = useRoom(project.id);
  const now = useNow();
  if (problem) return <FailedState problem={problem} onRetry={() => window.location.reload()} />;
  const isLost = connection !== 'online';
  const notice =
    (room ? isLost : connection === 'offline') || isUnanswered ? (
      <p role="status" className={styles.offline}>
        <WifiOff size={16} aria-hidden /> {isLost && room ? t('live.lost') : t('live.unanswered')}
      </p>
    ) : null;
  if (!room)
    return (
      <>
        {notice}
        <WallSkeleton />
      </>
    );
  return (
    <>
      {notice}
      <AlertList alerts={room.alerts} now={now - room.clockAheadMs} />
      <RoomFigures project={room.project} server={room.server} now={now - room.clockAheadMs} />
      {room.seats.length === 0 ? (
        <EmptyState
          icon={<Radio size={32} strokeWidth={1.5} />}
          title={t('live.nobody')}
          actions={<LinkButton to={paths.project(project.id)}>{t('common.toPictures')}</LinkButton>}
        >
          {t('live.appears')}
        </EmptyState>
      ) : (
        <>
          <Totals room={room} />
          <ul className={styles.wall}>
            {room.seats.map((seat) => (
              <li key={seat.session.key}>
                <SessionTile
                  seat={seat}
                  picture={room.pictures.get(seat.session.imageId ?? seat.session.decidedOn?.imageId ?? '')}
                  project={project}
                  me={me}
                  now={now - room.clockAheadMs}
                />
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
  const paced = (what: string, perMinute: number | null) =>
    perMinute === null ? what : t('live.paced', { what, rate: decimal(perMinute, 1) });
  const [least, largest] = (totals.maskLatencyP50Ms ?? []).map((ms) => number(Math.round(ms)));
  const parts = [
    t('count.people', { n: totals.people }),
    totals.watching > 0 && t('live.watchers', { n: totals.watching }),
    paced(t('count.objects', { n: totals.objects }), totals.objectsPerMinute),
    totals.decisions > 0 && paced(t('live.decided', { n: totals.decisions }), totals.decisionsPerMinute),
    t('count.prompts', { n: totals.prompts }),
    totals.maskLatencyP50Ms !== null &&
      (least === largest ? t('live.masksIn', { n: least }) : t('live.masksBetween', { least, largest })),
    totals.acceptRate !== null && t('live.kept', { share: percent(totals.acceptRate) }),
  ];
  return (
    <p className={styles.totals}>
      {parts.filter(Boolean).map((part) => (
        <span key={String(part)}>{part}</span>
      ))}
    </p>
  );
}
