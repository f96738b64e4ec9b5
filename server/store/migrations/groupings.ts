import { type Kysely, type Migration, sql } from 'kysely';

/**
 * The history keeps of an instance what the document does: its group, which lies on top, how stable its mask was. What
 * is there now is taken for how it always was; what is deleted has null for an order, which is: not known.
 */
const statements = [
  'alter table instance_history add column stability_score real',
  'alter table instance_history add column group_id text',
  'alter table instance_history add column draw_order real',
  `update instance_history as h set (stability_score, group_id, draw_order) =
    (select stability_score, group_id, draw_order from instances i where i.image_id = h.image_id and i.id = h.instance_id)`,
];

export const groupings: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
