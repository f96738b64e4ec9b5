import type { Database } from '@maskroom/server/store/database.ts';
import { starRing } from '../support/arbitraryPolygon.ts';

/** Of an object: forty vertices, px. */
export const shape = [
  [
    starRing(
      [50, 50],
      Array.from({ length: 40 }, (_, i) => 30 + (i % 5)),
    ),
  ],
];

/** Project `p` of user `u`, with these labels; their names are their ids. */
export async function putProject(db: Database, labels: readonly string[]): Promise<void> {
  const user = { id: 'u', email: null, name: 'U', password_hash: null, is_admin: 0, disabled_at: null };
  await db
    .insertInto('users')
    .values({ ...user, created_at: 1 })
    .execute();
  await db.insertInto('projects').values({ id: 'p', name: 'P', created_at: 1, created_by: 'u' }).execute();
  for (const [position, name] of labels.entries()) {
    const label = { id: name, project_id: 'p', name, position, color: '#112233', attributes: '[]' };
    await db.insertInto('labels').values(label).execute();
  }
}
