import type { Insertable, Updateable } from 'kysely';
import type { Database } from './database.ts';
import type { LabelRow, ProjectRow, ProjectTable } from './tables.ts';

export const findProject = (db: Database, id: string): Promise<ProjectRow | undefined> =>
  db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst();

/** Newest first. */
export const listProjects = (db: Database, ids: readonly string[]): Promise<ProjectRow[]> =>
  db.selectFrom('projects').selectAll().where('id', 'in', ids).orderBy('created_at', 'desc').execute();

export async function listProjectIds(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('projects').select('id').execute();
  return rows.map(({ id }) => id);
}

export async function insertProject(db: Database, project: Insertable<ProjectTable>): Promise<void> {
  await db.insertInto('projects').values(project).execute();
}

export async function updateProject(
  db: Database,
  id: string,
  change: Updateable<Pick<ProjectTable, 'name' | 'reject_reasons' | 'figures_for'>>,
): Promise<void> {
  await db.updateTable('projects').set(change).where('id', '=', id).execute();
}

/** In the order they were given. */
export const listLabels = (db: Database, projectIds: readonly string[]): Promise<LabelRow[]> =>
  db.selectFrom('labels').selectAll().where('project_id', 'in', projectIds).orderBy('position').execute();

export async function insertLabels(db: Database, labels: readonly LabelRow[]): Promise<void> {
  if (labels.length > 0) await db.insertInto('labels').values(labels).execute();
}

export async function updateLabel(db: Database, { id, ...values }: LabelRow): Promise<void> {
  await db.updateTable('labels').set(values).where('id', '=', id).execute();
}
