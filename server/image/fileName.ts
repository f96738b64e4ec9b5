const MAX_LENGTH = 200;

/** Control characters, half pairs, line separators, and what hides or turns the direction of writing. */
const unwanted = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A name from a client as it may be kept, shown and exported: no folders, at most 200 characters, extension kept. */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const visible = base.replace(unwanted, '').normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/^\.*$/.test(visible)) return 'picture';
  const characters = [...visible];
  if (characters.length <= MAX_LENGTH) return visible;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(visible)?.[0] ?? '';
  const stem = characters.slice(0, MAX_LENGTH - extension.length).join('');
  return stem.trimEnd() + extension;
}
