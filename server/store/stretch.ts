import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Images of a project by their positions in its order, both ends among them. */
export interface Stretch {
  readonly projectId: string;
  readonly from: number;
  readonly to: number;
}

/** Positions of a piece. */
const PIECE = 500;

export const wholeProject = (projectId: string): Stretch => ({
  projectId,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
});

/** A project in pieces, with a turn for everybody else between: thousands of images in one go would hold them up. */
export async function* piecesOf(db: Database, projectId: string): AsyncGenerator<Stretch, void> {
  const { last } = await db
    .selectFrom('images')
    .select((eb) => eb.fn.max<number | null>('position').as('last'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  for (let from = 0; from <= (last ?? -1); from += PIECE) {
    if (from > 0) await nextTurn();
    yield { projectId, from, to: from + PIECE - 1 };
  }
}

/** Images `p` that stand there. */
export const standIn = ({ from, projectId, to }: Stretch) =>
  sql<boolean>`p.project_id = ${projectId} and p.position between ${from} and ${to}`;
