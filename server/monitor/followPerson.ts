import type { MonitoredSession, PersonMoved } from '@maskroom/shared/protocol/monitor';
import type { Monitor } from './monitor.ts';

interface Followed {
  readonly projectId: string;
  readonly userId: string;
  /** Where the one who follows looks already. */
  readonly imageId?: string;
}

const isOpen = ({ imageId, others }: MonitoredSession, asked: string): boolean =>
  imageId === asked || others.some((picture) => picture.imageId === asked);

/**
 * Where somebody is (L8); first where the one who follows looks, if they have that open. Tells when that is another picture
 * from now on; `end` stops it.
 */
export function followPerson(
  monitor: Pick<Monitor, 'sessions' | 'subscribe'>,
  { imageId, projectId, userId }: Followed,
  listener: (moved: PersonMoved) => void,
): { readonly at: PersonMoved; readonly end: () => void } {
  const first = monitor.sessions(projectId).find((session) => session.userId === userId);
  /** A picture beside the one they are on, until they do something. */
  let beside = first && imageId !== undefined && isOpen(first, imageId) ? imageId : null;
  let at: PersonMoved = { projectId, userId, imageId: beside ?? first?.imageId ?? null };

  function go(to: string | null): void {
    if (to === at.imageId) return;
    at = { projectId, userId, imageId: to };
    listener(at);
  }

  const end = monitor.subscribe(projectId, (change) => {
    if (change.kind === 'left' && change.key === userId) go(null);
    if (change.kind !== 'sessions') return;
    const session = change.sessions.find((one) => one.userId === userId);
    if (!session) return;
    const hasActed = session.imageId !== first?.imageId || session.lastActiveAt !== first.lastActiveAt;
    if (hasActed || (beside !== null && !isOpen(session, beside))) beside = null;
    go(beside ?? session.imageId);
  });
  return { at, end };
}
