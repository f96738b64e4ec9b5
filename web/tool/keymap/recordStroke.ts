import type { KeyStroke } from '../keyBinding.ts';
import type { PressedKey } from '../keyMatch.ts';

/** What a press would be as a key: still only modifiers, one that is taken by the page itself, or a stroke. */
export type Recorded =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'stroke'; readonly stroke: KeyStroke };

const MODIFIER = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|AltGraph|Fn)$/;
/** The cross on the picture, moving it, and the way out of everything. */
const FIXED = /^(Arrow(Left|Right|Up|Down)|Space|Escape)$/;
const NAMED = /^(Key[A-Z]|Digit\d|Numpad|F\d+$)/;

/** Letters, digits and named keys go by their place on the keyboard, other signs by what they type. */
export function recordStroke(press: PressedKey): Recorded {
  const { code, key, shiftKey, altKey } = press;
  if (MODIFIER.test(code) || MODIFIER.test(key) || key === 'Dead' || key === 'Process')
    return { kind: 'waiting' };
  if (FIXED.test(code)) return { kind: 'fixed' };
  const ctrl = press.ctrlKey || press.metaKey;
  const typed = ctrl === altKey && [...key].length === 1;
  if (typed && !NAMED.test(code)) return { kind: 'stroke', stroke: { key } };
  const stroke = {
    code,
    ...(ctrl && { ctrl: true as const }),
    ...(shiftKey && { shift: true as const }),
    ...(altKey && { alt: true as const }),
  };
  return { kind: 'stroke', stroke };
}
