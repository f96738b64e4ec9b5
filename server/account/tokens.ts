import { randomUUID } from 'node:crypto';
import { Problem } from '@maskroom/shared/base/problem';
import { countTokens, deleteToken, insertToken, listTokens } from '../store/loginStore.ts';
import { findUser } from '../store/userStore.ts';
import { type Actor, actorOf, mayEverything } from './actor.ts';
import type { AccountContext } from './context.ts';
import type { Roles } from './roles.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { isWithin, type TokenScope } from './tokenScope.ts';

export interface NewToken {
  readonly name: string;
  /** An admin may make one for somebody else. */
  readonly userId?: string;
  /** Milliseconds since 1970; never when absent. */
  readonly expiresAt?: number;
  /** Null or absent: all that its holder may. */
  readonly scope?: TokenScope | null;
}

export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly scope: TokenScope | null;
}

/** A person has a handful; more is a program that makes one a day and forgets it. */
const MOST_TOKENS = 200;

export function createTokens({ db, events, now, record, tickets }: AccountContext, { roleIn }: Roles) {
  return {
    /**
     * The token is shown this once. A token makes none that may more than itself or outlives it.
     * @throws Problem `forbidden`, `not-found`, `bad-request`, `conflict`
     */
    async createToken(actor: Actor, { expiresAt, name, scope = null, userId = actor.userId }: NewToken) {
      if (userId !== actor.userId && !mayEverything(actor)) throw new Problem('forbidden');
      if (!isWithin(scope, actor.scope))
        throw new Problem('forbidden', 'A token makes none that may more than itself.');
      if (expiresAt !== undefined && expiresAt <= now())
        throw new Problem('bad-request', 'The token would have expired already.');
      const user = await findUser(db, userId);
      if (!user || user.disabled_at !== null) throw new Problem('not-found');
      const holder = actorOf(user, { ...actor, scope: null });
      if (scope?.projectId && (await roleIn(holder, scope.projectId)) === null)
        throw new Problem('not-found');
      const token = `maskroom_${newSecret()}`;
      const id = randomUUID();
      await db.transaction().execute(async (trx) => {
        if ((await countTokens(trx, userId)) >= MOST_TOKENS)
          throw new Problem('conflict', `Revoke a token first: there are ${MOST_TOKENS}.`);
        await insertToken(trx, {
          id,
          token_hash: hashSecret(token),
          user_id: userId,
          name,
          created_at: now(),
          expires_at: untilAtMost(actor, expiresAt),
          most_role: scope?.role ?? null,
          project_id: scope?.projectId ?? null,
        });
        const details = { name, token: id, role: scope?.role ?? null };
        await record(trx, {
          actorId: actor.userId,
          action: 'token-made',
          subjectId: userId,
          projectId: scope?.projectId,
          details,
        });
      });
      return { id, token };
    },

    async listTokens(actor: Actor): Promise<TokenInfo[]> {
      const rows = await listTokens(db, actor.userId);
      return rows.map(({ created_at, expires_at, id, most_role, name, project_id }) => ({
        id,
        name,
        createdAt: created_at,
        expiresAt: expires_at,
        scope: scopeOf(most_role, project_id),
      }));
    },

    /** One's own; an admin anybody's. What it opened is closed. @throws Problem `not-found` */
    async revokeToken(actor: Actor, id: string): Promise<void> {
      const userId = await db.transaction().execute(async (trx) => {
        const holder = await deleteToken(trx, id, mayEverything(actor) ? null : actor.userId);
        if (holder === undefined) throw new Problem('not-found');
        const details = { token: id };
        await record(trx, { actorId: actor.userId, action: 'token-revoked', subjectId: holder, details });
        return holder;
      });
      tickets.forget(userId);
      events.tell({ projectId: null, userId });
    },
  };
}

/** Milliseconds since 1970, or null for never. */
function untilAtMost({ sessionExpiresAt, via }: Actor, wanted: number | undefined): number | null {
  if (via !== 'token' || sessionExpiresAt === null) return wanted ?? null;
  return Math.min(wanted ?? sessionExpiresAt, sessionExpiresAt);
}

export const scopeOf = (role: TokenScope['role'], projectId: string | null): TokenScope | null =>
  role === null && projectId === null ? null : { role, projectId };
