import type { Database } from '@maskroom/server/store/database.ts';

export interface PlanStep {
  readonly id: number;
  /** The step that it is part of; 0: none. */
  readonly parent: number;
  readonly detail: string;
}

type Compile = ReturnType<Database['getExecutor']>['compileQuery'];

/** How SQLite goes about each statement that `run` makes with the database it is given, one list of steps a statement. */
export async function queryPlans(
  db: Database,
  run: (db: Database) => Promise<unknown>,
): Promise<readonly (readonly PlanStep[])[]> {
  const nodes: Parameters<Compile>[0][] = [];
  await run(
    db.withPlugin({
      transformQuery: ({ node }) => {
        nodes.push(node);
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  );
  const plans: (readonly PlanStep[])[] = [];
  for (const node of nodes) {
    const query = db.getExecutor().compileQuery(node, { queryId: 'plan' });
    plans.push((await db.executeQuery<PlanStep>({ ...query, sql: `explain query plan ${query.sql}` })).rows);
  }
  return plans;
}
