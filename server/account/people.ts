import { Problem } from '@maskroom/shared/base/problem';
import { deleteSessionsOf, deleteTokensOf } from '../store/loginStore.ts';
import { findUser, findUserByEmail, updateUser } from '../store/userStore.ts';
import type { AccountContext } from './context.ts';
import { openInvite } from './invites.ts';
import { addPerson } from './members.ts';
import { hashPassword } from './passwords.ts';

export interface NewPerson {
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly isAdmin: boolean;
  /** Without one the person gets a link to set it. */
  readonly password?: string;
}

/** What the operator does at the command line; asks for no rights. */
export function createPeople({ db, events, now, tickets }: AccountContext) {
  return {
    /** @throws Problem `conflict` when the email is taken */
    async addPerson({ email, isAdmin, name, password }: NewPerson) {
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      return db.transaction().execute(async (trx) => {
        if (await findUserByEmail(trx, email))
          throw new Problem('conflict', 'There is an account with this email.');
        const { id } = await addPerson(trx, { email, name, isAdmin, passwordHash, now: now() });
        const role = isAdmin ? ('admin' as const) : ('viewer' as const);
        const invite = { userId: id, projectId: null, role, now: now() };
        return { userId: id, inviteToken: password === undefined ? await openInvite(trx, invite) : null };
      });
    },

    /** Closes an account at once: sessions, tokens and tickets stop to hold. The work keeps its author. */
    async closeAccount(userId: string): Promise<void> {
      if (!(await findUser(db, userId))) throw new Problem('not-found');
      await db.transaction().execute(async (trx) => {
        await updateUser(trx, userId, { disabled_at: now() });
        await deleteSessionsOf(trx, userId);
        await deleteTokensOf(trx, userId);
      });
      tickets.forget(userId);
      events.tell({ projectId: null, userId });
    },
  };
}
