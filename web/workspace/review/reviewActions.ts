import type { Decision } from '@maskroom/shared/annotation/instance';
import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { ReviewDecide } from '@maskroom/shared/protocol/socket';
import { ACK_TIMEOUT_MS } from '../../connection/socketClient.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { problemWords, t } from '../../ui/language/language.ts';
import { mayReview } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';

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

/** Selects the next (1) or previous (-1) undecided instance, going round at the ends. */
export function stepUndecided(session: WorkspaceSession, step: 1 | -1, reveal: (id: string) => void): void {
  const waiting = undecided(session);
  if (waiting.length === 0) {
    session.notes.say({ title: t('review.nothingWaits') });
    return;
  }
  const all = session.shapes.getState().shapes;
  const [current] = session.selection.store.getState().selected;
  const from = all.findIndex(({ id }) => id === current);
  const places = waiting.map((shape) => all.indexOf(shape));
  const next =
    step === 1
      ? (places.find((i) => i > from) ?? places[0])
      : (places.findLast((i) => i < from) ?? places.at(-1));
  if (next === undefined) return;
  session.selection.select([all[next].id]);
  reveal(all[next].id);
}

/**
 * Sends a decision on the shape as it is shown now. A shape that changed meanwhile is not decided on: it is
 * selected, and the person is told to look again. Says whether the decision stands.
 */
export async function decide(
  session: WorkspaceSession,
  shape: DocumentShape,
  decision: Decision,
  reason?: string,
): Promise<boolean> {
  const { image, notes, selection, socket } = session;
  const refusal = undecidableReason(session, shape);
  if (refusal) {
    notes.say({ title: refusal });
    return false;
  }
  const command: ReviewDecide = {
    imageId: image.id,
    instanceId: shape.id,
    decision,
    geometryHash: geometryHash(shape.geometry),
    ...(reason && { reason }),
  };
  const reply = await socket
    .timeout(ACK_TIMEOUT_MS)
    .emitWithAck('review:decide', command)
    .catch(() => null);
  if (reply && 'ok' in reply) return true;
  if (reply?.code === 'geometry-changed') {
    selection.select([shape.id]);
    notes.warn({
      title: t('review.changed'),
      description: t('review.changedAdvice'),
    });
    return false;
  }
  notes.warn({
    title: t('review.notTaken'),
    description: reply ? problemWords(reply) : t('problem.unavailable'),
  });
  return false;
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
  const decideAll = (shapes: readonly DocumentShape[], decision: Decision) =>
    Promise.all(
      shapes.map((shape) => inTurn(async () => ((await decide(session, shape, decision)) ? [shape] : []))),
    ).then((done) => done.flat());
  const accepted = await decideAll(seen, 'accepted');
  if (accepted.length === 0) return;
  notes.say({
    title: t('review.allAccepted', { n: accepted.length }),
    action: { label: t('review.takeAllBack'), onClick: () => void decideAll(accepted, 'none') },
  });
}
