import { mayAnnotate } from './permissions.ts';
import type { WorkspaceSession } from './session.ts';

/** Why an instance may not be changed, as a sentence for the person, or null when it may. */
export function lockedReason(
  { aside, role, shapes, personName }: WorkspaceSession,
  id: string,
): string | null {
  if (!mayAnnotate(role)) return 'You may look at this project, not change it.';
  if (aside.store.getState().locked.has(id)) return 'You locked this object. Alt+L opens it again.';
  const decision = shapes.getState().decisions.get(id);
  if (decision?.decision !== 'accepted') return null;
  return `${personName(decision.by)} accepted this shape, so it is locked. A reviewer can open it again.`;
}

/** The ids that may be changed; says why if there are others. */
export function withoutLocked(session: WorkspaceSession, ids: readonly string[]): string[] {
  const reasons = ids.map((id) => lockedReason(session, id));
  const reason = reasons.find((text) => text !== null);
  if (reason) session.notes.say({ title: reason });
  return ids.filter((_, i) => reasons[i] === null);
}
