import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What the review queue is ordered by stands beside the instance, so that every order has an index of its own and a page of
 * a queue costs what it shows, however much waits. A rank of 2 is behind every score. `queue_project` is null for a layer
 * that is one person's own: it waits in no queue.
 */
const statements = [
  'alter table instances add column queue_project text',
  'alter table instances add column queue_place integer',
  'alter table instances add column agreement real',
  'alter table instances add column iou_rank real generated always as (coalesce(predicted_iou, 2)) virtual',
  'alter table instances add column stability_rank real generated always as (coalesce(stability_score, 2)) virtual',
  'alter table instances add column agreement_rank real generated always as (coalesce(agreement, 2)) virtual',
  `update instances set
    queue_project = (select project_id from images where id = image_id and twin_of is null),
    queue_place = (select position from images where id = image_id),
    agreement = (select a.agreement from agreements a
      where a.image_id = instances.image_id and a.instance_id = instances.id)`,
  ...[
    'queue_age on instances(queue_project)',
    'queue_iou on instances(queue_project, iou_rank, queue_place)',
    'queue_stability on instances(queue_project, stability_rank, queue_place)',
    'queue_agreement on instances(queue_project, agreement_rank, queue_place)',
    'queue_label on instances(queue_project, label_id, iou_rank, queue_place)',
    'queue_person on instances(queue_project, created_by, label_id)',
  ].map((index) => `create index ${index} where decision = 'none' and queue_project is not null`),
  'drop index instances_decision',
];

export const queues: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
