import { Problem } from '@maskroom/shared/base/problem';
import { allowed } from '../account/permissions.ts';
import type { Database } from '../store/database.ts';
import { listMembers } from '../store/memberStore.ts';
import { type Load, listLoads } from '../store/workStore.ts';

/** Who jobs may go to. */
export function createWorkers(db: Database) {
  const members = async (projectId: string) =>
    (await listMembers(db, [projectId])).filter(({ role }) => allowed(role, 'annotate'));

  async function requireMembers(projectId: string, ids: readonly string[]): Promise<void> {
    const known = new Set((await members(projectId)).map(({ id }) => id));
    if (ids.some((id) => !known.has(id)))
      throw new Problem('bad-request', 'A job goes to a member of the project who may annotate.');
  }

  /** Of these members, or of every annotator. @throws Problem `bad-request` */
  async function loadsOf(projectId: string, userIds?: readonly string[]): Promise<Load[]> {
    if (userIds !== undefined) await requireMembers(projectId, userIds);
    const annotators = (await members(projectId)).filter(({ role }) => role === 'annotator');
    const ids = userIds === undefined ? annotators.map(({ id }) => id) : [...new Set(userIds)];
    return ids.length === 0 ? [] : listLoads(db, projectId, ids);
  }

  return {
    loadsOf,
    requireMembers,
    mayWork: async (projectId: string, userId: string): Promise<boolean> =>
      (await members(projectId)).some(({ id }) => id === userId),
  };
}

export type Workers = ReturnType<typeof createWorkers>;
