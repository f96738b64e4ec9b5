import type { MonitoredSession, PersonMoved } from '@maskroom/shared/protocol/monitor';
import type { Monitor } from './monitor.ts';

/** So long must a person have done nothing where they are before what they do elsewhere takes others along. */
export const STAY_MS = 3_000;

interface Followed {
  readonly projectId: string;
  readonly userId: string;
  /** Where the one who follows looks already. */
  readonly imageId?: string;
}

interface Seen {
  readonly session: MonitoredSession;
  /** The last prompt, edit or decision, tool taken or opening. */
  readonly actedAt: number;
}

/**
 * Where somebody is: on the picture that they opened or acted on last (L8). Tells when that is another one from now on; `end`
 * stops it.
 */
export function followPerson(
  monitor: Pick<Monitor, 'sessions' | 'subscribe'>,
  { imageId, projectId, userId }: Followed,
  listener: (moved: PersonMoved) => void,
): { readonly at: PersonMoved; readonly end: () => void } {
  const open = new Map<string, Seen>();
  for (const session of monitor.sessions(projectId))
    if (session.userId === userId) open.set(session.key, { session, actedAt: session.lastActiveAt });
  const seen = () => [...open.values()];
  let here = seen().find(({ session }) => session.imageId === imageId) ?? lastActed(seen());
  let timer: NodeJS.Timeout | undefined;
  const where = (): PersonMoved => ({ projectId, userId, imageId: here?.session.imageId ?? null });

  function go(to: Seen | undefined): void {
    clearTimeout(timer);
    const before = here?.session.key;
    here = to;
    if (before !== to?.session.key) listener(where());
  }

  /** Elsewhere, once nothing more happens here. */
  function goLater(): void {
    clearTimeout(timer);
    if (!here) return;
    const quietMs = Date.now() - here.actedAt;
    if (quietMs >= STAY_MS) go(lastActed(seen()));
    else timer = setTimeout(goLater, STAY_MS - quietMs).unref();
  }

  function see(session: MonitoredSession): void {
    const known = open.get(session.key);
    const hasActed =
      known && (session.tool !== known.session.tool || session.lastActiveAt > known.session.lastActiveAt);
    const now = { session, actedAt: !known || hasActed ? Date.now() : known.actedAt };
    open.set(session.key, now);
    if (!known) go(now);
    else if (here?.session.key === session.key) here = now;
    else if (hasActed) goLater();
  }

  const endHearing = monitor.subscribe(projectId, (change) => {
    if (change.kind === 'left') {
      open.delete(change.key);
      if (here?.session.key === change.key) go(lastActed(seen()));
    } else if (change.kind === 'sessions') {
      for (const session of change.sessions) if (session.userId === userId) see(session);
    }
  });
  return {
    at: where(),
    end() {
      clearTimeout(timer);
      endHearing();
    },
  };
}

const lastActed = (seen: readonly Seen[]): Seen | undefined =>
  seen.reduce<Seen | undefined>((last, one) => (last && last.actedAt > one.actedAt ? last : one), undefined);
