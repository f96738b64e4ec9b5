import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { Member } from '@maskroom/shared/protocol/http';
import type { Database } from '../store/database.ts';
import { deleteMember, findRole, listMembers, putMember } from '../store/memberStore.ts';
import type { UserRow } from '../store/tables.ts';
import { findUserByEmail, insertUser } from '../store/userStore.ts';
import type { Actor } from './actor.ts';
import type { AccountContext } from './context.ts';
import { openInvite } from './invites.ts';
import { newPersonId } from './personId.ts';
import { createRoles } from './roles.ts';

export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export interface Invited {
  readonly member: Member;
  /** Null for a person who has an account already: they simply see the project. */
  readonly inviteToken: string | null;
}

export function createMembers(context: AccountContext) {
  const { db, events, now, record } = context;
  /** Asked in the transaction of the grant: whoever lost the right a moment ago grants nothing. */
  const requireGrant = async (
    trx: Database,
    actor: Actor,
    projectId: string,
    ...granted: Role[]
  ): Promise<void> => {
    const own = await createRoles({ db: trx }).requireOperation(actor, projectId, 'members');
    if (own !== 'admin' && granted.includes('admin')) throw new Problem('forbidden');
  };

  const noteRole = (
    trx: Database,
    actor: Actor,
    { projectId, role, userId, was }: { projectId: string; userId: string; was: Role | null; role: Role },
  ): Promise<void> => {
    const action = was === null ? 'member-added' : 'role-changed';
    return record(trx, {
      actorId: actor.userId,
      action,
      subjectId: userId,
      projectId,
      details: { role, was },
    });
  };

  return {
    /** Asks for no rights: whoever shows it has asked. */
    async members(projectId: string): Promise<Member[]> {
      const rows = await listMembers(db, [projectId]);
      return rows.map(({ email, id, name, password_hash, role }) => ({
        id,
        name,
        email: email ?? '',
        role,
        pending: password_hash === null,
      }));
    },

    /** Takes a person in, or gives a member another role. @throws Problem `forbidden`, `not-found`, `conflict` */
    async addMember(actor: Actor, projectId: string, { email, name, role }: NewMember): Promise<Invited> {
      const { inviteToken, user } = await db.transaction().execute(async (trx) => {
        const known = await findUserByEmail(trx, email);
        const held = known && (await findRole(trx, projectId, known.id));
        await requireGrant(trx, actor, projectId, role, held ?? role);
        const user = known ?? (await addPerson(trx, { email, name, now: now() }));
        if (user.disabled_at !== null) throw new Problem('conflict', 'This account is closed.');
        await putMember(trx, { project_id: projectId, user_id: user.id, role });
        await noteRole(trx, actor, { projectId, userId: user.id, was: held ?? null, role });
        const invite = { userId: user.id, projectId, role, now: now() };
        return { user, inviteToken: user.password_hash === null ? await openInvite(trx, invite) : null };
      });
      events.tell({ projectId, userId: user.id });
      const pending = user.password_hash === null;
      return { member: { id: user.id, name: user.name, email, role, pending }, inviteToken };
    },

    /** @throws Problem `forbidden`, `not-found` */
    async setMemberRole(actor: Actor, projectId: string, userId: string, role: Role): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const held = await findRole(trx, projectId, userId);
        await requireGrant(trx, actor, projectId, role, held ?? role);
        if (!held) throw new Problem('not-found');
        await putMember(trx, { project_id: projectId, user_id: userId, role });
        await noteRole(trx, actor, { projectId, userId, was: held, role });
      });
      events.tell({ projectId, userId });
    },

    /** @throws Problem `forbidden`, `not-found` */
    async removeMember(actor: Actor, projectId: string, userId: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const held = await findRole(trx, projectId, userId);
        await requireGrant(trx, actor, projectId, held ?? 'viewer');
        if (!held) throw new Problem('not-found');
        await deleteMember(trx, projectId, userId);
        const details = { was: held };
        await record(trx, {
          actorId: actor.userId,
          action: 'member-removed',
          subjectId: userId,
          projectId,
          details,
        });
      });
      events.tell({ projectId, userId });
    },
  };
}

/** Somebody without a password: they set it with their invite link. */
export async function addPerson(
  db: Database,
  person: { email: string; name: string; isAdmin?: boolean; passwordHash?: string; now: number },
): Promise<UserRow> {
  const user = {
    id: await newPersonId(db),
    email: person.email,
    name: person.name,
    password_hash: person.passwordHash ?? null,
    is_admin: person.isAdmin ? 1 : 0,
    created_at: person.now,
    disabled_at: null,
  };
  await insertUser(db, user);
  return user;
}
