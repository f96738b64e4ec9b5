import { Problem } from '@maskroom/shared/base/problem';
import { deleteSessionsOf, deleteTokensOf } from '../store/loginStore.ts';
import type { UserRow } from '../store/tables.ts';
import { countAdmins, findUser, findUserByEmail, listPeople, updateUser } from '../store/userStore.ts';
import { type Actor, mayEverything } from './actor.ts';
import type { AccountContext } from './context.ts';
import { openInvite } from './invites.ts';
import { addPerson } from './members.ts';
import { hashPassword } from './passwords.ts';
import { server } from './systemUsers.ts';

export interface NewPerson {
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly isAdmin: boolean;
  /** Without one the person gets a link to set it. */
  readonly password?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
  readonly createdAt: number;
  readonly state: 'active' | 'invited' | 'closed';
}

/** Everybody's accounts: an admin's business, or (without an actor) the operator's at the command line. */
export function createPeople({ db, events, now, record, tickets }: AccountContext) {
  const requireAdmin = (actor: Actor): void => {
    if (!mayEverything(actor)) throw new Problem('forbidden');
  };

  return {
    async listPeople(actor: Actor): Promise<Person[]> {
      requireAdmin(actor);
      return (await listPeople(db)).map(personOf);
    },

    /** @throws Problem `conflict` when the email is taken */
    async addPerson({ email, isAdmin, name, password }: NewPerson, by: Actor = server) {
      requireAdmin(by);
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      return db.transaction().execute(async (trx) => {
        if (await findUserByEmail(trx, email))
          throw new Problem('conflict', 'There is an account with this email.');
        const { id } = await addPerson(trx, { email, name, isAdmin, passwordHash, now: now() });
        const role = isAdmin ? ('admin' as const) : ('viewer' as const);
        const invite = { userId: id, projectId: null, role, now: now() };
        await record(trx, { actorId: by.userId, action: 'account-made', subjectId: id, details: { role } });
        return { userId: id, inviteToken: password === undefined ? await openInvite(trx, invite) : null };
      });
    },

    /** A link, good once and for a day, with which the person sets a new password. @throws Problem `not-found` */
    async makePasswordLink(actor: Actor, userId: string): Promise<{ inviteToken: string }> {
      requireAdmin(actor);
      return db.transaction().execute(async (trx) => {
        const user = await findUser(trx, userId);
        if (!user?.email || user.disabled_at !== null) throw new Problem('not-found');
        await record(trx, { actorId: actor.userId, action: 'password-link-made', subjectId: userId });
        const resetsPassword = user.password_hash !== null;
        const role = user.is_admin === 1 ? ('admin' as const) : ('viewer' as const);
        const invite = { userId, projectId: null, role, now: now(), resetsPassword };
        return { inviteToken: await openInvite(trx, invite) };
      });
    },

    /**
     * Closes an account at once: sessions, tokens and tickets stop to hold. The work keeps its author.
     * @throws Problem `not-found`, `conflict` for the last admin
     */
    async closeAccount(userId: string, by: Actor = server): Promise<void> {
      requireAdmin(by);
      await db.transaction().execute(async (trx) => {
        const user = await findUser(trx, userId);
        if (!user?.email) throw new Problem('not-found');
        if (user.is_admin === 1 && user.disabled_at === null && (await countAdmins(trx)) < 2)
          throw new Problem('conflict', 'This is the last admin.');
        await updateUser(trx, userId, { disabled_at: now() });
        await deleteSessionsOf(trx, userId);
        await deleteTokensOf(trx, userId);
        await record(trx, { actorId: by.userId, action: 'account-closed', subjectId: userId });
      });
      tickets.forget(userId);
      events.tell({ projectId: null, userId });
    },
  };
}

const personOf = ({
  created_at,
  disabled_at,
  email,
  id,
  is_admin,
  name,
  password_hash,
}: UserRow): Person => ({
  id,
  name,
  email: email ?? '',
  isAdmin: is_admin === 1,
  createdAt: created_at,
  state: disabled_at !== null ? 'closed' : password_hash === null ? 'invited' : 'active',
});
