import { expect, test } from 'vitest';
import { citedRules, testsIn } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const { cited, stated } = citedRules('server/document/SPEC.md', testsIn('test/server/document'));
  expect(stated.length).toBeGreaterThan(30);
  expect(cited).toEqual(stated);
});
