import { expect, test } from 'vitest';
import { late } from '../../../web/ui/late.ts';

test('a late part is fetched once, and a failed attempt does not spoil the next', async () => {
  let asked = 0;
  const part = late(async () => {
    if (++asked === 1) throw new Error('offline');
    return 'here';
  });
  expect(part.now()).toBeUndefined();
  await expect(part.load()).rejects.toThrow('offline');
  expect(await Promise.all([part.load(), part.load()])).toEqual(['here', 'here']);
  expect([part.now(), asked]).toEqual(['here', 2]);
});
