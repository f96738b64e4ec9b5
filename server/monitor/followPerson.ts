import type { PersonMoved } from '@maskroom/shared/protocol/monitor';
import type { Monitor } from './monitor.ts';

interface Followed {
  readonly projectId: string;
  readonly userId: string;
  /** Where the one who follows looks already. */
  readonly imageId?: string;
}

/**
 * Where somebody is: on the picture that they opened last of those they have open (L8). Tells when that is another one
 * from now on; `end` stops it.
 */
export function followPerson(
  monitor: Pick<Monitor, 'sessions' | 'subscribe'>,
  { imageId, projectId, userId }: Followed,
  listener: (moved: PersonMoved) => void,
): { readonly at: PersonMoved; readonly end: () => void } {
  const sessions = monitor
    .sessions(projectId)
    .filter((session) => session.userId === userId)
    .sort(
      (a, b) => Number(a.imageId === imageId) - Number(b.imageId === imageId) || a.startedAt - b.startedAt,
    );
  /** By session, its picture; where they are comes last. */
  const open = new Map(sessions.map((session) => [session.key, session.imageId]));
  const where = (): PersonMoved => ({ projectId, userId, imageId: [...open.values()].at(-1) ?? null });
  let at = where();
  const end = monitor.subscribe(projectId, (change) => {
    if (change.kind === 'session' && change.session.userId === userId)
      open.set(change.session.key, change.session.imageId);
    else if (change.kind === 'left') open.delete(change.key);
    if (where().imageId === at.imageId) return;
    at = where();
    listener(at);
  });
  return { at, end };
}
