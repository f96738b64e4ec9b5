import { expect, test } from 'vitest';
import { citedRules, testsIn } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const { cited, stated } = citedRules('server/session/SPEC.md', [
    ...testsIn('test/server/session'),
    'test/server/embedding/embeddingCache.test.ts',
    'test/server/embedding/embeddingFiles.test.ts',
    'test/flow/models.test.ts',
  ]);
  expect(stated.length).toBeGreaterThan(20);
  expect(cited).toEqual(stated);
});
