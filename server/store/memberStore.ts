import type { Role } from '@maskroom/shared/annotation/role';
import type { Database } from './database.ts';
import type { MemberRow } from './tables.ts';

export async function findRole(db: Database, projectId: string, userId: string): Promise<Role | undefined> {
  const member = await db
    .selectFrom('members')
    .select('role')
    .where('project_id', '=', projectId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return member?.role;
}

export const listRolesOf = (db: Database, userId: string): Promise<Omit<MemberRow, 'user_id'>[]> =>
  db.selectFrom('members').select(['project_id', 'role']).where('user_id', '=', userId).execute();

/** Adds the member, or gives the one who is there another role. */
export async function putMember(db: Database, member: MemberRow): Promise<void> {
  await db
    .insertInto('members')
    .values(member)
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet({ role: member.role }))
    .execute();
}

export async function deleteMember(db: Database, projectId: string, userId: string): Promise<void> {
  await db.deleteFrom('members').where('project_id', '=', projectId).where('user_id', '=', userId).execute();
}

export interface MemberOfProject {
  readonly project_id: string;
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  /** Null until the person accepted. */
  readonly password_hash: string | null;
}

export const listMembers = (db: Database, projectIds: readonly string[]): Promise<MemberOfProject[]> =>
  db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.project_id', 'u.id', 'u.name', 'u.email', 'm.role', 'u.password_hash'])
    .where('m.project_id', 'in', projectIds)
    .where('u.disabled_at', 'is', null)
    .orderBy('u.name')
    .execute();
