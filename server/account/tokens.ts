import { randomUUID } from 'node:crypto';
import { Problem } from '@maskroom/shared/base/problem';
import { deleteToken, insertToken, listTokens } from '../store/loginStore.ts';
import { findUser } from '../store/userStore.ts';
import type { Actor } from './actor.ts';
import type { AccountContext } from './context.ts';
import { hashSecret, newSecret } from './secrets.ts';

export interface NewToken {
  readonly name: string;
  /** An admin may make one for somebody else. */
  readonly userId?: string;
  /** Milliseconds since 1970; never when absent. */
  readonly expiresAt?: number;
}

export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export function createTokens({ db, events, now, tickets }: AccountContext) {
  return {
    /** The token is shown this once. @throws Problem `forbidden`, `not-found`, `bad-request` */
    async createToken(actor: Actor, { expiresAt, name, userId = actor.userId }: NewToken) {
      if (userId !== actor.userId && !actor.isAdmin) throw new Problem('forbidden');
      if (expiresAt !== undefined && expiresAt <= now())
        throw new Problem('bad-request', 'The token would have expired already.');
      const user = await findUser(db, userId);
      if (!user || user.disabled_at !== null) throw new Problem('not-found');
      const token = `maskroom_${newSecret()}`;
      const id = randomUUID();
      const secret = { id, token_hash: hashSecret(token), user_id: userId, name };
      await insertToken(db, { ...secret, created_at: now(), expires_at: expiresAt ?? null });
      return { id, token };
    },

    async listTokens(actor: Actor): Promise<TokenInfo[]> {
      const rows = await listTokens(db, actor.userId);
      return rows.map(({ created_at, expires_at, id, name }) => ({
        id,
        name,
        createdAt: created_at,
        expiresAt: expires_at,
      }));
    },

    /** One's own; an admin anybody's. What it opened is closed. @throws Problem `not-found` */
    async revokeToken(actor: Actor, id: string): Promise<void> {
      const userId = await deleteToken(db, id, actor.isAdmin ? null : actor.userId);
      if (userId === undefined) throw new Problem('not-found');
      tickets.forget(userId);
      events.tell({ projectId: null, userId });
    },
  };
}
