import type { UserRow } from '../store/tables.ts';
import type { TokenScope } from './tokenScope.ts';

/** Who acts: a person or the automation, known by a cookie, a token or a ticket. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  /** May do everything in every project, as far as `scope` lets them. */
  readonly isAdmin: boolean;
  /** What they proved themselves by; `server` is this process and whoever holds its admin token. */
  readonly via: 'session' | 'token' | 'server';
  /** What a token takes away of the person's rights; null: nothing. */
  readonly scope: TokenScope | null;
  /** When the cookie or token stops to hold, milliseconds since 1970; null: never. */
  readonly sessionExpiresAt: number | null;
}

export const actorOf = (
  { id, name, is_admin }: Pick<UserRow, 'id' | 'name' | 'is_admin'>,
  { scope, sessionExpiresAt, via }: Pick<Actor, 'via' | 'scope' | 'sessionExpiresAt'>,
): Actor => ({ userId: id, name, isAdmin: is_admin === 1, via, scope, sessionExpiresAt });

/** May do everything everywhere: what belongs to no project asks this. */
export const mayEverything = ({ isAdmin, scope }: Actor): boolean => isAdmin && scope === null;
