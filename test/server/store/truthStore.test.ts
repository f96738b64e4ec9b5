import { listPassed } from '@maskroom/server/store/truthStore.ts';
import { expect, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { queryPlans } from '../../support/queryPlan.ts';

test('what else somebody submitted is gone through once, not once for each of their twins', async () => {
  const { actor, db } = await createProjectFixture();
  const [plan] = await queryPlans(db, (db) => listPassed(db, 'p', actor.userId));
  expect(plan.length).toBeGreaterThan(2);
  expect(plan.filter(({ detail, parent }) => parent === 0 && detail.startsWith('CORRELATED'))).toEqual([]);
});
