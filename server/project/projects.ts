import { randomUUID } from 'node:crypto';
import type { Label } from '@maskroom/shared/annotation/label';
import { usualReasons } from '@maskroom/shared/annotation/rejectReasons';
import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Project, ProjectChange } from '@maskroom/shared/protocol/http';
import type { Accounts, Actor } from '../account/accounts.ts';
import { isSystemUser } from '../account/systemUsers.ts';
import type { Database } from '../store/database.ts';
import { putMember } from '../store/memberStore.ts';
import {
  findProject,
  insertLabels,
  insertProject,
  listLabels,
  listProjectIds,
  updateLabel,
  updateProject,
} from '../store/projectStore.ts';
import { describeProjects } from './describeProjects.ts';
import {
  changedLabelRow,
  isSameLabel,
  labelDetails,
  labelOf,
  type NewLabel,
  newLabelRows,
} from './labels.ts';

export interface NewProject {
  readonly name: string;
  readonly labels: readonly NewLabel[];
}

/** Projects and their labels. Whether the caller may is asked before, except where an actor is named. */
export function createProjects(
  db: Database,
  accounts: Pick<Accounts, 'rolesOf' | 'requireOperation' | 'record'>,
) {
  const changes = createListeners<[projectId: string]>();
  const get = async (actor: Actor, projectId: string): Promise<Project> => {
    const role = await accounts.requireOperation(actor, projectId, 'project:read');
    const [project] = await describeProjects(db, actor.userId, { [projectId]: role });
    if (!project) throw new Problem('not-found');
    return project;
  };

  return {
    /** Its name, settings or labels, once the change is on disk. */
    onChange: changes.add,

    get,

    /** Those the actor has a part in, newest first. */
    list: async (actor: Actor): Promise<Project[]> =>
      describeProjects(db, actor.userId, await accounts.rolesOf(actor)),

    /** Whether the server has no project yet. */
    isEmpty: async (): Promise<boolean> => (await listProjectIds(db)).length === 0,

    /** A person who makes a project leads it; an admin, who may everything anyway, is a member too. */
    async create(actor: Actor, { labels, name }: NewProject): Promise<Project> {
      const id = randomUUID();
      const rows = newLabelRows(id, [], labels);
      await db.transaction().execute(async (trx) => {
        const reject_reasons = JSON.stringify(usualReasons);
        await insertProject(trx, {
          ...{ id, name, reject_reasons },
          created_at: Date.now(),
          created_by: actor.userId,
        });
        await insertLabels(trx, rows);
        const of = { actorId: actor.userId, projectId: id };
        const named = rows.map((row) => row.name).join(', ');
        await accounts.record(trx, {
          ...of,
          action: 'project-made',
          subjectId: id,
          details: { name, labels: named },
        });
        if (isSystemUser(actor.userId)) return;
        await putMember(trx, { project_id: id, user_id: actor.userId, role: 'lead' });
        const details = { role: 'lead', was: null };
        await accounts.record(trx, { ...of, action: 'member-added', subjectId: actor.userId, details });
      });
      return get(actor, id);
    },

    /** @throws Problem `not-found` */
    async change(actor: Actor, projectId: string, change: ProjectChange): Promise<Project> {
      await db.transaction().execute(async (trx) => {
        const project = await findProject(trx, projectId);
        if (!project) throw new Problem('not-found');
        const { figuresFor, name, rejectReasons } = change;
        await updateProject(trx, projectId, {
          name: name ?? project.name,
          figures_for: figuresFor ?? project.figures_for,
          reject_reasons: rejectReasons ? JSON.stringify(rejectReasons) : project.reject_reasons,
        });
        const details = {
          ...(name !== undefined && { name, was: project.name }),
          ...(figuresFor !== undefined && { figuresFor }),
          ...(rejectReasons !== undefined && { rejectReasons: rejectReasons.join(', ') }),
        };
        await accounts.record(trx, {
          actorId: actor.userId,
          action: 'project-changed',
          projectId,
          subjectId: projectId,
          details,
        });
      });
      changes.tell(projectId);
      return get(actor, projectId);
    },

    /** In the order they were given. */
    async labels(projectId: string): Promise<Label[]> {
      return (await listLabels(db, [projectId])).map(labelOf);
    },

    /** @throws Problem `conflict` when the name is taken, in whatever case; `not-found` */
    async addLabel(actor: Actor, projectId: string, label: NewLabel): Promise<Label> {
      const added = await db.transaction().execute(async (trx) => {
        if (!(await findProject(trx, projectId))) throw new Problem('not-found');
        const rows = newLabelRows(projectId, await listLabels(trx, [projectId]), [label]);
        await insertLabels(trx, rows);
        const details = labelDetails(null, rows[0]);
        await accounts.record(trx, {
          actorId: actor.userId,
          action: 'label-added',
          projectId,
          subjectId: rows[0].id,
          details,
        });
        return labelOf(rows[0]);
      });
      changes.tell(projectId);
      return added;
    },

    /** @throws Problem `conflict` when the name is taken, in whatever case; `not-found` */
    async changeLabel(
      actor: Actor,
      projectId: string,
      labelId: string,
      change: Partial<NewLabel>,
    ): Promise<Label> {
      const label = await db.transaction().execute(async (trx) => {
        const there = await listLabels(trx, [projectId]);
        const row = there.find(({ id }) => id === labelId);
        if (!row) throw new Problem('not-found');
        const changed = changedLabelRow(row, there, change);
        if (isSameLabel(row, changed)) return labelOf(row);
        await updateLabel(trx, changed);
        const details = labelDetails(row, changed);
        await accounts.record(trx, {
          actorId: actor.userId,
          action: 'label-changed',
          projectId,
          subjectId: labelId,
          details,
        });
        return labelOf(changed);
      });
      changes.tell(projectId);
      return label;
    },
  };
}

export type Projects = ReturnType<typeof createProjects>;
