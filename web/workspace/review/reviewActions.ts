import { descriptionHash } from '@maskroom/shared/annotation/descriptionHash';
import type { Decision } from '@maskroom/shared/annotation/instance';
import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { ReviewDecide } from '@maskroom/shared/protocol/socket';
import type { DocumentShape } from '../../document/shape.ts';
import { decide } from '../../review/decide.ts';
import { refusalWords } from '../../review/refusalWords.ts';
import { t } from '../../ui/language/language.ts';
import { mayReview } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** A decision, by who made it and when. */
type Said = NonNullable<ReviewDecide['seen']>;

/** Why this person may not decide on the shape, as a sentence, or null when they may. */
export function undecidableReason({ role, me }: WorkspaceSession, shape: DocumentShape): string | null {
  if (!mayReview(role)) return t('review.reviewersDecide');
  return shape.createdBy === me.id ? t('review.ownWork') : null;
}

/** Instances that still wait for this person's word, in drawing order. */
export function undecided(session: WorkspaceSession): readonly DocumentShape[] {
  const { shapes, decisions } = session.shapes.getState();
  return shapes.filter(
    (shape) =>
      (decisions.get(shape.id)?.decision ?? 'none') === 'none' && undecidableReason(session, shape) === null,
  );
}

/** Selects the next (1) or previous (-1) undecided instance in the order of the list, the topmost first, going round at the ends. */
export function stepUndecided(session: WorkspaceSession, step: 1 | -1, reveal: (id: string) => void): void {
  const waiting = undecided(session);
  if (waiting.length === 0) {
    session.notes.say({ title: t('review.nothingWaits') });
    return;
  }
  const rows = session.shapes.getState().shapes.toReversed();
  const [current] = session.selection.store.getState().selected;
  const from = rows.findIndex(({ id }) => id === current);
  const places = waiting.map((shape) => rows.indexOf(shape)).reverse();
  const next =
    step === 1
      ? (places.find((i) => i > from) ?? places[0])
      : (places.findLast((i) => i < from) ?? places.at(-1));
  if (next === undefined) return;
  session.selection.select([rows[next].id]);
  reveal(rows[next].id);
}

/** The decision that stands on a shape as this person sees it, as a decision names it. */
export function standingOn({ shapes }: WorkspaceSession, id: string): Said | null {
  const said = shapes.getState().decisions.get(id);
  return said && said.decision !== 'none' ? { by: said.by, at: said.at } : null;
}

/**
 * Sends a decision on the shape as it is shown now. One that somebody has changed or decided on meanwhile is left as it
 * is: it is selected, and the person is told to look again; the document brings it by itself. Null: not taken.
 */
export async function decideOn(
  session: WorkspaceSession,
  shape: DocumentShape,
  decision: Decision,
  { reason, seen = standingOn(session, shape.id) }: { reason?: string; seen?: Said | null } = {},
): Promise<Said | null> {
  const { image, me, notes, selection, socket } = session;
  const own = undecidableReason(session, shape);
  if (own) {
    notes.say({ title: own });
    return null;
  }
  const outcome = await decide(socket, {
    imageId: image.id,
    instanceId: shape.id,
    decision,
    geometryHash: geometryHash(shape.geometry),
    descriptionHash: descriptionHash(shape.label, shape.attributes),
    seen,
    ...(reason && { reason }),
  });
  if (outcome.status === 'done') return { by: me.id, at: outcome.at };
  if (outcome.status !== 'refused') selection.select([shape.id]);
  notes.warn(refusalWords(outcome));
  return null;
}

/** Decisions of one press that are under way at once. */
const AT_ONCE = 8;

/**
 * Accepts everything that waits for this person, is not hidden and lies wholly within what they see: each as it is
 * shown now, so that one that changes meanwhile is left. The note that tells of it takes them all back.
 */
export async function acceptAllOf(
  session: WorkspaceSession,
  isInSight: (polygon: Polygon) => boolean,
): Promise<void> {
  const { aside, notes } = session;
  const { allHidden, hidden } = aside.store.getState();
  const seen = undecided(session).filter(
    ({ id, polygon }) => !allHidden && !hidden.has(id) && isInSight(polygon),
  );
  if (seen.length === 0) return notes.say({ title: t('review.nothingInSight') });
  const inTurn = limitConcurrency({ running: AT_ONCE, waiting: seen.length });
  const accept = async (shape: DocumentShape) => {
    const said = await decideOn(session, shape, 'accepted');
    return said ? [{ shape, said }] : [];
  };
  const accepted = (await Promise.all(seen.map((shape) => inTurn(() => accept(shape))))).flat();
  if (accepted.length === 0) return;
  const takeBack = () =>
    accepted.map(({ said, shape }) => inTurn(() => decideOn(session, shape, 'none', { seen: said })));
  notes.say({
    title: t('review.allAccepted', { n: accepted.length }),
    action: { label: t('review.takeAllBack'), onClick: () => void takeBack() },
  });
}
