import { withoutSecrets } from '@maskroom/server/log/withoutSecrets.ts';
import { expect, test } from 'vitest';

test('tickets and tokens do not get into the log with their addresses', () => {
  expect(withoutSecrets('/rt/doc/i?ticket=abc&x=1')).toBe('/rt/doc/i?ticket=[secret]&x=1');
  expect(withoutSecrets('/join?a=b&token=abc#c')).toBe('/join?a=b&token=[secret]#c');
  expect(withoutSecrets('/api/v1/invites/abc_-9/accept')).toBe('/api/v1/invites/[secret]/accept');
});
