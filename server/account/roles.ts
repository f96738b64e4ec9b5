import { type Role, roles } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { Me } from '@maskroom/shared/protocol/http';
import { findRole, listRolesOf } from '../store/memberStore.ts';
import { findProject, listProjectIds } from '../store/projectStore.ts';
import { findUser } from '../store/userStore.ts';
import { type Actor, mayEverything } from './actor.ts';
import type { AccountContext } from './context.ts';
import { allowed, type Operation } from './permissions.ts';
import { scopedRole } from './tokenScope.ts';

export function createRoles({ db }: Pick<AccountContext, 'db'>) {
  /** Null: no part in the project, or no such project. */
  const roleIn = async (actor: Actor, projectId: string): Promise<Role | null> => {
    const held = actor.isAdmin
      ? (await findProject(db, projectId)) && ('admin' as const)
      : await findRole(db, projectId, actor.userId);
    return scopedRole(held ?? null, actor.scope, projectId);
  };

  const rolesOf = async (actor: Actor): Promise<Record<string, Role>> => {
    const held: (readonly [string, Role])[] = actor.isAdmin
      ? (await listProjectIds(db)).map((id) => [id, 'admin'])
      : (await listRolesOf(db, actor.userId)).map((member) => [member.project_id, member.role]);
    return Object.fromEntries(
      held.flatMap(([id, role]) => {
        const left = scopedRole(role, actor.scope, id);
        return left === null ? [] : [[id, left] as const];
      }),
    );
  };

  /** @throws Problem `not-found` without any role (what one may not see is not there), `forbidden` with less */
  const requireOperation = async (actor: Actor, projectId: string, operation: Operation): Promise<Role> => {
    const role = await roleIn(actor, projectId);
    if (role === null) throw new Problem('not-found');
    if (!allowed(role, operation)) throw new Problem('forbidden');
    return role;
  };

  return {
    roleIn,
    rolesOf,
    requireOperation,

    /** Whether {@link requireOperation} would let them. */
    async mayOperate(actor: Actor, projectId: string, operation: Operation): Promise<boolean> {
      const role = await roleIn(actor, projectId);
      return role !== null && allowed(role, operation);
    },

    /** The most a person may anywhere, for what belongs to no project. */
    async highestRole(actor: Actor): Promise<Role | null> {
      if (mayEverything(actor)) return 'admin';
      if (actor.scope?.projectId) return null;
      const held = Object.values(await rolesOf(actor));
      return held.sort((a, b) => roles.indexOf(b) - roles.indexOf(a))[0] ?? null;
    },

    async me(actor: Actor): Promise<Me> {
      const user = await findUser(db, actor.userId);
      return {
        id: actor.userId,
        name: actor.name,
        email: user?.email ?? '',
        isAdmin: mayEverything(actor),
        roles: await rolesOf(actor),
      };
    },
  };
}

export type Roles = ReturnType<typeof createRoles>;
