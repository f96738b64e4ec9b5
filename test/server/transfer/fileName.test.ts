import { expect, test } from 'vitest';
import { attachment } from '../../../server/transfer/fileName.ts';

test('a plain name stays itself', () => {
  expect(attachment('Cats and dogs', 'coco.json')).toBe(
    `attachment; filename="Cats and dogs.coco.json"; filename*=UTF-8''Cats%20and%20dogs.coco.json`,
  );
});

test('letters of every script come through, encoded, with a plain name for old readers', () => {
  expect(attachment('Äpfel 苹果', 'json')).toBe(
    `attachment; filename="_pfel __.json"; filename*=UTF-8''${encodeURIComponent('Äpfel 苹果.json')}`,
  );
});

test.each([
  ['a line break', 'a\r\nSet-Cookie: x=1'],
  ['a quote', 'a"; filename="evil.exe'],
  ['a path', '../../etc/passwd'],
  ['a backslash and a drive', 'C:\\temp\\x'],
  ['NUL and bidi controls', 'a\u0000b\u202egpj.exe'],
  ['a lone surrogate', '\ud800x'],
  ['nothing', ''],
  ['dots only', '...'],
  ['ten thousand letters', 'x'.repeat(10_000)],
])('a name with %s makes one harmless header', (_, name) => {
  expect(attachment(name, 'json')).toMatch(
    /^attachment; filename="[\w .-]{1,90}"; filename\*=UTF-8''[\w%.~-]{1,300}$/,
  );
});
