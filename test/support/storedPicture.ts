import type { Database } from '../../server/store/database.ts';

/** A row of project `p`, 100 × 100 px, named as its id, without a file. */
export async function storePicture(db: Database, id: string, position: number, by = 'u'): Promise<void> {
  const file = { file_name: id, sha256: id, format: 'png', width: 100, height: 100, bytes: 1 };
  await db
    .insertInto('images')
    .values({ id, project_id: 'p', position, ...file, created_at: 1, created_by: by })
    .execute();
}
