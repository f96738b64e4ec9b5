import { expect, test } from 'vitest';
import { citedRules } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const files = ['imageState', 'jobs', 'takenAway', 'work'].map((name) => `test/server/job/${name}.test.ts`);
  const { cited, stated } = citedRules('server/job/SPEC.md', files);
  expect(stated.length).toBeGreaterThan(10);
  expect(cited).toEqual(stated);
});
