import { type AlertRules, alertRulesSchema, noRules } from '@maskroom/shared/protocol/alerts';
import type { AlertRow } from './alertTables.ts';
import type { Database } from './database.ts';

const rulesOf = (text: string): AlertRules => alertRulesSchema.catch(noRules).parse(JSON.parse(text));

export async function readAlertRules(db: Database, projectId: string): Promise<AlertRules> {
  const row = await db
    .selectFrom('alert_rules')
    .select('rules')
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row ? rulesOf(row.rules) : noRules;
}

/** Of every project that has some. */
export async function listAlertRules(db: Database): Promise<{ projectId: string; rules: AlertRules }[]> {
  const rows = await db.selectFrom('alert_rules').selectAll().execute();
  return rows.map(({ project_id, rules }) => ({ projectId: project_id, rules: rulesOf(rules) }));
}

export async function putAlertRules(db: Database, projectId: string, rules: AlertRules): Promise<void> {
  const text = JSON.stringify(rules);
  await db
    .insertInto('alert_rules')
    .values({ project_id: projectId, rules: text })
    .onConflict((on) => on.column('project_id').doUpdateSet({ rules: text }))
    .execute();
}

export const insertAlert = (db: Database, row: AlertRow) => db.insertInto('alerts').values(row).execute();

export const endAlert = (db: Database, id: string, at: number) =>
  db.updateTable('alerts').set({ ended_at: at }).where('id', '=', id).execute();

/** Newest first. */
export const listAlerts = (db: Database, projectId: string, limit: number): Promise<AlertRow[]> =>
  db
    .selectFrom('alerts')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('began_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Those that last, one of a kind at most. */
export const listOpenAlerts = (db: Database, projectId: string): Promise<AlertRow[]> =>
  db
    .selectFrom('alerts')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('ended_at', 'is', null)
    .execute();

/** When anything of the project was accepted or rejected last, taken back or not: somebody was at the queue. Null: never. */
export async function lastDecidedAt(db: Database, projectId: string): Promise<number | null> {
  const last = (kind: 'accepted' | 'rejected') =>
    db
      .selectFrom('instance_history as h')
      .select((eb) => eb.fn.max<number | null>('h.at').as('at'))
      .where('h.project_id', '=', projectId)
      .where('h.kind', '=', kind)
      .executeTakeFirstOrThrow();
  const [accepted, rejected] = [await last('accepted'), await last('rejected')];
  return accepted.at === null ? rejected.at : Math.max(accepted.at, rejected.at ?? 0);
}
