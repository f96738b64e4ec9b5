import { expect, test } from 'vitest';
import { citedRules } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const files = ['match', 'cluster', 'twins', 'consensus', 'honeypots', 'projectQuality'].map(
    (name) => `test/server/quality/${name}.test.ts`,
  );
  const { cited, stated } = citedRules('server/quality/SPEC.md', files);
  expect(stated.length).toBeGreaterThan(7);
  expect(cited).toEqual(stated);
});
