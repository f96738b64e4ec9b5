import type { UserRow } from '../store/tables.ts';

/** Who acts: a person or the automation, known by a cookie, a token or a ticket. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  /** May do everything in every project. */
  readonly isAdmin: boolean;
  /** When the cookie or token stops to hold, milliseconds since 1970; null: never. */
  readonly sessionExpiresAt: number | null;
}

export const actorOf = (
  { id, name, is_admin }: Pick<UserRow, 'id' | 'name' | 'is_admin'>,
  sessionExpiresAt: number | null,
): Actor => ({ userId: id, name, isAdmin: is_admin === 1, sessionExpiresAt });
