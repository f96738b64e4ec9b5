import type { CommentRow } from './commentTables.ts';
import type { Database } from './database.ts';

export type NamedComment = CommentRow & { readonly user_name: string; readonly mentions: readonly string[] };

const named = (db: Database) =>
  db
    .selectFrom('comments as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .selectAll('c')
    .select('u.name as user_name');

type Plain = Omit<NamedComment, 'mentions'>;

async function withMentions(db: Database, comments: readonly Plain[]): Promise<NamedComment[]> {
  if (comments.length === 0) return [];
  const ids = comments.map(({ id }) => id);
  const rows = await db.selectFrom('comment_mentions').selectAll().where('comment_id', 'in', ids).execute();
  return comments.map((comment) => ({
    ...comment,
    mentions: rows.filter((row) => row.comment_id === comment.id).map((row) => row.user_id),
  }));
}

/** Oldest first. */
export const listComments = async (db: Database, imageId: string): Promise<NamedComment[]> =>
  withMentions(
    db,
    await named(db).where('c.image_id', '=', imageId).orderBy('c.at').orderBy('c.id').execute(),
  );

export async function findComment(
  db: Database,
  imageId: string,
  id: string,
): Promise<NamedComment | undefined> {
  const rows = await named(db).where('c.image_id', '=', imageId).where('c.id', '=', id).execute();
  return (await withMentions(db, rows))[0];
}

export async function countComments(db: Database, imageId: string): Promise<number> {
  const { count } = await db
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('image_id', '=', imageId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether anybody else than its author has answered. */
export async function isAnswered(db: Database, threadId: string, authorId: string): Promise<boolean> {
  const row = await db
    .selectFrom('comments')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('user_id', '!=', authorId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertComment(
  db: Database,
  row: CommentRow,
  mentions: readonly string[],
): Promise<void> {
  await db.insertInto('comments').values(row).execute();
  await writeMentions(db, row.id, mentions);
}

export async function updateComment(
  db: Database,
  id: string,
  change: Partial<Pick<CommentRow, 'text' | 'edited_at' | 'resolved_at' | 'resolved_by'>>,
): Promise<void> {
  await db.updateTable('comments').set(change).where('id', '=', id).execute();
}

export async function writeMentions(db: Database, id: string, mentions: readonly string[]): Promise<void> {
  await db.deleteFrom('comment_mentions').where('comment_id', '=', id).execute();
  const rows = [...new Set(mentions)].map((userId) => ({ comment_id: id, user_id: userId }));
  if (rows.length > 0) await db.insertInto('comment_mentions').values(rows).execute();
}

/** With its answers, if it has any. */
export async function deleteComment(db: Database, id: string): Promise<void> {
  await db.deleteFrom('comments').where('id', '=', id).execute();
}

export async function seenAt(db: Database, imageId: string, userId: string): Promise<number | null> {
  const row = await db
    .selectFrom('comment_reads')
    .select('seen_at')
    .where('image_id', '=', imageId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.seen_at ?? null;
}

export async function markSeen(db: Database, imageId: string, userId: string, at: number): Promise<void> {
  await db
    .insertInto('comment_reads')
    .values({ image_id: imageId, user_id: userId, seen_at: at })
    .onConflict((on) => on.columns(['image_id', 'user_id']).doUpdateSet({ seen_at: at }))
    .execute();
}

/** What speaks to somebody in these projects and was not seen, newest first. */
export const listMentions = (db: Database, userId: string, projectIds: readonly string[], limit: number) =>
  db
    .selectFrom('comment_mentions as m')
    .innerJoin('comments as c', 'c.id', 'm.comment_id')
    .innerJoin('images as p', 'p.id', 'c.image_id')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .leftJoin('comment_reads as r', (on) =>
      on.onRef('r.image_id', '=', 'c.image_id').onRef('r.user_id', '=', 'm.user_id'),
    )
    .select(['c.id', 'c.image_id', 'c.thread_id', 'c.at', 'c.text'])
    .select(['p.project_id', 'p.file_name', 'u.name as user_name'])
    .where('m.user_id', '=', userId)
    .where('c.user_id', '!=', userId)
    .where('p.project_id', 'in', projectIds)
    .where((eb) => eb.or([eb('r.seen_at', 'is', null), eb('c.at', '>', eb.ref('r.seen_at'))]))
    .orderBy('c.at', 'desc')
    .limit(limit)
    .execute();
