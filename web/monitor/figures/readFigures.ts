import type { Figures } from '@maskroom/shared/protocol/figures';
import { type FigureRange, getFigures } from '../../connection/figuresApi.ts';
import { HOUR_MS } from '../timeSpans.ts';

/** A page that is open for longer asks for all of it again. */
const MOST_ANEW_MS = 6 * HOUR_MS;

interface Past {
  readonly from: number;
  /** A full hour, by every time zone that has full ones. */
  readonly to: number;
  readonly figures: Figures;
  /** Decisions of before `to` that were taken back since. */
  readonly takenBack: number;
}

/**
 * Reads figures of a range that ends now, again and again: hours that are over are asked for once, and from then on what came
 * since, which costs the server as much as was done in it. A decision that is taken back is not what it was in the hour it was
 * made in: then all is asked for again.
 */
export function createFiguresReader(projectId: string, read: typeof getFigures = getFigures) {
  let past: Past | null = null;
  return async function readAgain(range: FigureRange): Promise<Figures> {
    const { from, to } = range;
    if (past && (past.from !== from || to - past.to > MOST_ANEW_MS)) past = null;
    // An hour more than is over by this clock: the server's may be another.
    const edge = past?.to ?? Math.floor(to / HOUR_MS - 1) * HOUR_MS;
    if (edge <= from) return read(projectId, range);
    const [figures, latest] = await Promise.all([
      past?.figures ?? read(projectId, { from, to: edge }),
      read(projectId, { from: edge, to }),
    ]);
    const { takenBack } = latest;
    if (past && past.takenBack !== takenBack) {
      past = null;
      return readAgain(range);
    }
    past = { from, to: edge, figures, takenBack };
    if (figures.about === latest.about) return joined(figures, latest);
    // Whose figures this person sees has changed.
    past = null;
    return read(projectId, range);
  };
}

/** Figures of a range and of the one behind it, which share no hour. What waits is as the later says. */
export function joined(past: Figures, latest: Figures): Figures {
  const reasons = new Map(past.reasons.map(({ count, reason }) => [reason, count]));
  for (const { count, reason } of latest.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    ...latest,
    takenBack: past.takenBack,
    done: [...past.done, ...latest.done],
    activity: [...past.activity, ...latest.activity],
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((one, other) => other.count - one.count),
    people: [...new Map([...past.people, ...latest.people].map((person) => [person.id, person])).values()],
  };
}
