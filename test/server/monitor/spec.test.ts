import { expect, test } from 'vitest';
import { citedRules, testsIn } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const files = [
    ...testsIn('test/server/monitor'),
    'test/server/http/figures.test.ts',
    'test/flow/livePages.test.ts',
    'test/flow/liveRoom.test.ts',
    'test/flow/liveOutlines.test.ts',
  ];
  const { cited, stated } = citedRules('server/monitor/SPEC.md', files);
  expect(stated.length).toBeGreaterThan(4);
  expect(cited).toEqual(stated);
});
