import type { Alert } from '@maskroom/shared/protocol/alerts';
import { expect, test } from 'vitest';
import { alertWords } from '../../../web/monitor/alertWords.ts';

const begin = Date.UTC(2026, 9, 5, 12);
const alert = (change: Partial<Alert>): Alert => ({
  id: 'a',
  kind: 'rejection-rate',
  value: 1.4,
  threshold: 1,
  beganAt: new Date(begin).toISOString(),
  endedAt: null,
  ...change,
});

test('what is above a threshold never reads as the threshold', () => {
  expect(alertWords(alert({}))).toContain('1.4 %');
  expect(alertWords(alert({ value: 25.2, threshold: 20 }))).toContain('25 %');
});

test('a queue that nobody looks at is idle for longer with every minute, until the episode ends', () => {
  const idle = alert({ kind: 'queue-idle', value: 5.2, threshold: 5 });
  expect(alertWords(idle)).toContain('5.2 min');
  expect(alertWords(idle, begin + 30 * 60_000)).toContain('35 min');
  const ended = { ...idle, endedAt: new Date(begin + 10 * 60_000).toISOString() };
  expect(alertWords(ended, begin + 30 * 60_000)).toContain('15 min');
});
