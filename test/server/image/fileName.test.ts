import { cleanFileName } from '@maskroom/server/image/fileName.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['sheep.jpg', 'sheep.jpg'],
  ['C:\\pictures\\a  b.png', 'a b.png'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'picture'],
  ['', 'picture'],
  ['a\r\nSet-Cookie: x.jpg', 'aSet-Cookie: x.jpg'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['羊 🐑.jpg', '羊 🐑.jpg'],
  [`${'a'.repeat(500)}.jpeg`, `${'a'.repeat(195)}.jpeg`],
])('%j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test('whatever the name, what is kept is short, visible and no path, and stays so', () => {
  const nasty = fc.constantFrom(...'/\\.. \t\r\n\0\u202e\u2066\ufeff\u0301\ud83d\udc11e', 'a.jpg');
  const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
  const name = fc.array(fc.oneof(nasty, any), { maxLength: 400, size: 'max' }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (given) => {
      const kept = cleanFileName(given);
      expect([...kept].length).toBeLessThanOrEqual(200);
      expect(kept).toMatch(/^[^/\\\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u);
      expect(cleanFileName(kept)).toBe(kept);
    }),
  );
});
