import { expect, test } from 'vitest';
import { citedRules, testsIn } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const { cited, stated } = citedRules('server/job/SPEC.md', testsIn('test/server/job'));
  expect(stated.length).toBeGreaterThan(10);
  expect(cited).toEqual(stated);
});
