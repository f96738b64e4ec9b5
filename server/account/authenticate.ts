import { extendSession, findSessionHolder, findTokenHolder, type Holder } from '../store/loginStore.ts';
import { type Actor, actorOf } from './actor.ts';
import { type AccountContext, DAY_MS } from './context.ts';
import { hashSecret, sameSecret } from './secrets.ts';
import { readSessionCookie } from './sessionCookie.ts';
import { SESSION_MS } from './signIn.ts';
import { automation, storeSystemUser } from './systemUsers.ts';
import { scopeOf } from './tokens.ts';

/** What a request brought: its whole Cookie header, and the token of its Authorization header; and from where. */
export interface Credentials {
  readonly cookie?: string;
  readonly bearer?: string;
  /** Tokens that do not hold are counted by it. */
  readonly address: string;
}

/**
 * Null: nobody we know. A token that does not hold is never made up for by a cookie. Throws Problem `rate-limited`
 * where too many did not hold.
 */
export function createAuthenticate({ adminToken, db, now, wrongTokens }: AccountContext) {
  let automationStored: Promise<void> | undefined;

  const byBearer = async (bearer: string): Promise<Actor | null> => {
    if (adminToken !== undefined && sameSecret(bearer, adminToken)) {
      automationStored ??= storeAutomation();
      await automationStored;
      return automation;
    }
    const holder = await findTokenHolder(db, hashSecret(bearer), now());
    if (!holder) return null;
    const scope = scopeOf(holder.most_role, holder.scope_project_id);
    return actorOf(holder, { via: 'token', scope, sessionExpiresAt: holder.expires_at });
  };

  const personBy = (holder: Holder, sessionExpiresAt: number | null): Actor =>
    actorOf(holder, { via: 'session', scope: null, sessionExpiresAt });

  const storeAutomation = (): Promise<void> =>
    storeSystemUser(db, automation, now()).catch((cause: unknown) => {
      automationStored = undefined;
      throw cause;
    });

  const bySession = async (secret: string): Promise<Actor | null> => {
    const holder = await findSessionHolder(db, hashSecret(secret), now());
    if (!holder) return null;
    const renewed = now() + SESSION_MS;
    // Once a day is enough to keep those in who come back; every request would be a write.
    if (renewed - (holder.expires_at ?? 0) < DAY_MS) return personBy(holder, holder.expires_at);
    await extendSession(db, hashSecret(secret), { expiresAt: renewed, seenAt: now() });
    return personBy(holder, renewed);
  };

  return async ({ address, bearer, cookie }: Credentials): Promise<Actor | null> => {
    if (bearer !== undefined) {
      await wrongTokens.check(address);
      const actor = await byBearer(bearer);
      if (!actor) await wrongTokens.count(address);
      return actor;
    }
    const secret = readSessionCookie(cookie);
    return secret === null ? null : bySession(secret);
  };
}
