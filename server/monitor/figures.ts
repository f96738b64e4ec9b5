import type { Figures } from '@maskroom/shared/protocol/figures';
import type { Database } from '../store/database.ts';
import { countTakenBack, type DoneRow, listDone } from '../store/doneStore.ts';
import { type FigureRange, hourBegin, listActivity, readWaiting } from '../store/figureStore.ts';
import { namesOf } from '../store/userStore.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** What was done in a range, by the hour; `about` narrows it to one person (F4). */
export async function readFigures(db: Database, asked: FigureRange): Promise<Figures> {
  const range = { ...asked, from: hourBegin(asked.from) };
  const done = await listDone(db, range);
  const activity = await listActivity(db, range);
  const waiting = await readWaiting(db, range.projectId);
  const people = new Set([
    ...done.flatMap(({ authorId, userId }) => (userId === null ? [authorId] : [authorId, userId])),
    ...activity.map(({ userId }) => userId),
  ]);
  return {
    done: done.map((row) => ({ ...row, hour: iso(row.hour) })),
    activity: activity.map(({ activeMs, hour, prompts, userId }) => ({
      hour: iso(hour),
      userId,
      activeMs,
      prompts,
    })),
    reasons: reasonsOf(done, range.about),
    waiting: { ...waiting, oldestAt: waiting.oldestAt === null ? null : iso(waiting.oldestAt) },
    takenBack: await countTakenBack(db, range),
    about: range.about === undefined ? 'everybody' : 'caller',
    people: await namesOf(db, [...people]),
  };
}

/** Why work was rejected, most often first; of one person's work where they are named. */
function reasonsOf(done: readonly DoneRow[], about: string | undefined): Figures['reasons'] {
  const counts = new Map<string | null, number>();
  for (const { authorId, count, kind, reason } of done)
    if (kind === 'rejected' && (about ?? authorId) === authorId)
      counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || ((a.reason ?? '') < (b.reason ?? '') ? -1 : 1));
}
