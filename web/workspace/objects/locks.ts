import { t } from '../../ui/language/language.ts';
import { mayAnnotate } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** Why an instance may not be changed, as a sentence for the person, or null when it may. */
export function lockedReason(
  { aside, role, shapes, personName }: WorkspaceSession,
  id: string,
): string | null {
  if (!mayAnnotate(role)) return t('lock.mayNot');
  if (aside.store.getState().locked.has(id)) return t('lock.yours');
  const decision = shapes.getState().decisions.get(id);
  if (decision?.decision !== 'accepted') return null;
  return t('lock.accepted', { name: personName(decision.by) });
}

/** The ids that may be changed; says why if there are others. */
export function withoutLocked(session: WorkspaceSession, ids: readonly string[]): string[] {
  const reasons = ids.map((id) => lockedReason(session, id));
  const reason = reasons.find((text) => text !== null);
  if (reason) session.notes.say({ title: reason });
  return ids.filter((_, i) => reasons[i] === null);
}
