import { type Messages, t } from './language.ts';

const named = [
  'Ctrl',
  'Shift',
  'Alt',
  'Enter',
  'Backspace',
  'Del',
  'Space',
  'Tab',
  'Esc',
  'PageUp',
  'PageDown',
] as const satisfies readonly (keyof Messages['cap'])[];

/** What stands on a key cap: `Ctrl` is `Strg` in German. The names in code, and those for assistive technology, stay. */
export function capWords(cap: string): string {
  const name = named.find((name) => name === cap);
  return name ? t(`cap.${name}`) : cap;
}
