import { historyEntrySchema } from '@maskroom/shared/protocol/history';
import { expect, test } from 'vitest';
import { lastDecision } from '../../../web/review/past.ts';

/** The last decision on an object that people did this to, oldest first: "rea rejected". */
function told(...happened: string[]): string | null {
  const entries = happened.map((words, seq) => {
    const [userId, kind] = words.split(' ');
    const at = '2026-10-05T00:00:00Z';
    return historyEntrySchema.parse({
      ...{ seq, at, kind, userId, userName: userId },
      ...{ instanceId: 'a', label: 'Car', reason: null },
    });
  });
  const last = lastDecision(entries.reverse());
  return last && `${last.userId} ${last.kind}`;
}

test('F3: a decision is told until whoever made it takes it back, with nobody else having done anything between', () => {
  expect(told('ann added', 'rea rejected')).toBe('rea rejected');
  expect(told('ann added', 'rea rejected', 'rea reopened')).toBeNull();
  expect(told('ann added', 'rea rejected', 'rea reshaped', 'rea relabelled', 'rea reopened')).toBeNull();
  expect(told('ann added', 'rea rejected', 'ann reshaped', 'ann reopened')).toBe('rea rejected');
  expect(told('ann added', 'rea rejected', 'ann reshaped', 'rea reopened')).toBe('rea rejected');
  expect(told('ann added', 'ben rejected', 'rea accepted', 'rea reopened')).toBe('ben rejected');
  expect(told('ann added')).toBeNull();
});
