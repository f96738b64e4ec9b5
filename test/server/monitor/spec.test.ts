import { expect, test } from 'vitest';
import { citedRules } from '../../support/citedRules.ts';

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  const files = [
    'test/server/monitor/activity.test.ts',
    'test/server/http/figures.test.ts',
    'test/server/monitor/monitor.test.ts',
    'test/server/monitor/projectWatch.test.ts',
    'test/server/monitor/workWatch.test.ts',
    'test/flow/livePages.test.ts',
    'test/server/monitor/serverLoad.test.ts',
    'test/flow/liveRoom.test.ts',
    'test/flow/liveOutlines.test.ts',
    'test/server/monitor/tileOutline.test.ts',
    'test/server/monitor/alerts.test.ts',
    'test/server/monitor/webhook.test.ts',
  ];
  const { cited, stated } = citedRules('server/monitor/SPEC.md', files);
  expect(stated.length).toBeGreaterThan(4);
  expect(cited).toEqual(stated);
});
