import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import { deleteSessionById, deleteSessionsOf, listSessions } from '../store/loginStore.ts';
import { findUser, updateUser } from '../store/userStore.ts';
import type { Actor } from './actor.ts';
import type { AccountContext } from './context.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { hashSecret } from './secrets.ts';
import { readSessionCookie } from './sessionCookie.ts';

export interface SessionInfo {
  readonly id: string;
  readonly createdAt: number;
  /** About a day exact. */
  readonly seenAt: number;
  readonly address: string | null;
  readonly device: string | null;
  /** The one that asks. */
  readonly isCurrent: boolean;
}

const hashOfCookie = (cookie: string | undefined): string | undefined => {
  const secret = readSessionCookie(cookie);
  return secret === null ? undefined : hashSecret(secret);
};

/** What people do to their own sign-ins: only from a session of theirs, never with a token. */
export function createOwnAccount({ db, events, limits, now, record, tickets }: AccountContext) {
  const requireSession = ({ via }: Actor): void => {
    if (via === 'token') throw new Problem('forbidden', 'A token may not do this; sign in.');
  };
  const tellRevoked = (userId: string): void => {
    tickets.forget(userId);
    events.tell({ projectId: null, userId });
  };
  const noteEnded = (trx: Database, { userId }: Actor, which: string): Promise<void> =>
    record(trx, { actorId: userId, action: 'session-ended', subjectId: userId, details: { which } });

  return {
    async listSessions(actor: Actor, cookie: string | undefined): Promise<SessionInfo[]> {
      requireSession(actor);
      const current = hashOfCookie(cookie);
      const rows = await listSessions(db, actor.userId, now());
      return rows.map(({ address, created_at, device, id, id_hash, seen_at }) => ({
        id,
        createdAt: created_at,
        seenAt: seen_at ?? created_at,
        address,
        device,
        isCurrent: id_hash === current,
      }));
    },

    /** Its sockets close. @throws Problem `not-found`, `forbidden` */
    async endSession(actor: Actor, id: string): Promise<void> {
      requireSession(actor);
      await db.transaction().execute(async (trx) => {
        if (!(await deleteSessionById(trx, actor.userId, id))) throw new Problem('not-found');
        await noteEnded(trx, actor, id);
      });
      tellRevoked(actor.userId);
    },

    /** All but the one that asks: a lost laptop. */
    async endOtherSessions(actor: Actor, cookie: string | undefined): Promise<void> {
      requireSession(actor);
      await db.transaction().execute(async (trx) => {
        await deleteSessionsOf(trx, actor.userId, hashOfCookie(cookie));
        await noteEnded(trx, actor, 'others');
      });
      tellRevoked(actor.userId);
    },

    /**
     * Ends all other sessions: whoever knew the old password is out.
     * @throws Problem `wrong-credentials`, `rate-limited`, `forbidden`
     */
    async changePassword(
      actor: Actor,
      change: { readonly current: string; readonly next: string; readonly cookie?: string; address: string },
    ): Promise<void> {
      requireSession(actor);
      const user = await findUser(db, actor.userId);
      if (!user?.email) throw new Problem('forbidden');
      await limits.count(change.address, user.email);
      if (!(await verifyPassword(user.password_hash, change.current))) throw new Problem('wrong-credentials');
      await limits.forgive(change.address, user.email);
      const password_hash = await hashPassword(change.next);
      await db.transaction().execute(async (trx) => {
        await updateUser(trx, actor.userId, { password_hash });
        await deleteSessionsOf(trx, actor.userId, hashOfCookie(change.cookie));
        await record(trx, { actorId: actor.userId, action: 'password-changed', subjectId: actor.userId });
      });
      tellRevoked(actor.userId);
    },
  };
}
