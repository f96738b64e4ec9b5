import { type Role, roleAtLeast } from '@maskroom/shared/annotation/role';

/** What a token leaves of its holder's rights. */
export interface TokenScope {
  /** No more than this role; null: as much as the holder. */
  readonly role: Role | null;
  /** In this project only; null: wherever the holder has a part. */
  readonly projectId: string | null;
}

/** The role that is left of `held` in this project; null: none. `scope` null: nothing is taken away. */
export function scopedRole(held: Role | null, scope: TokenScope | null, projectId: string): Role | null {
  if (held === null || scope === null) return held;
  if (scope.projectId !== null && scope.projectId !== projectId) return null;
  return scope.role !== null && roleAtLeast(held, scope.role) ? scope.role : held;
}

/** Whether a token of scope `inner` may nothing that `outer` may not. */
export function isWithin(inner: TokenScope | null, outer: TokenScope | null): boolean {
  if (outer === null) return true;
  const roleFits = outer.role === null || (!!inner?.role && roleAtLeast(outer.role, inner.role));
  return roleFits && (outer.projectId === null || inner?.projectId === outer.projectId);
}
