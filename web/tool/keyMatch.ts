import { LEAVING } from '../ui/somethingOpen.ts';
import { type KeyBinding, type KeyScope, type KeyStroke, mayMeet, scopeOrder } from './keyBinding.ts';
import type { KeyCommand } from './keys.ts';

/** A binding with the strokes that somebody has for it. */
export type BoundKey = KeyBinding & { readonly id: KeyCommand };

/** Which key, with what. */
export interface PressedKey {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What of a DOM keyboard event is looked at. */
export interface KeyPress extends PressedKey {
  readonly defaultPrevented: boolean;
  readonly isComposing: boolean;
  readonly target: EventTarget | null;
}

/** Whether a press is this stroke. Symbols may need Shift or AltGr to type; positions name their modifiers. */
export function matchesStroke(stroke: KeyStroke, press: PressedKey): boolean {
  const ctrl = press.ctrlKey || press.metaKey;
  if ('key' in stroke) return press.key === stroke.key && !press.metaKey && (!ctrl || press.altKey);
  return (
    press.code === stroke.code &&
    ctrl === (stroke.ctrl ?? false) &&
    press.shiftKey === (stroke.shift ?? false) &&
    press.altKey === (stroke.alt ?? false)
  );
}

/** What a press means while the given scopes are active; null while typing, and when a control wants the key. */
export function commandOf(
  press: KeyPress,
  active: readonly KeyScope[],
  bindings: readonly BoundKey[],
): KeyCommand | null {
  if (press.defaultPrevented || press.isComposing || isWanted(press)) return null;
  for (const scope of scopeOrder.filter((scope) => active.includes(scope))) {
    const bound = bindings.find(
      (binding) => binding.scope === scope && binding.strokes.some((stroke) => matchesStroke(stroke, press)),
    );
    if (bound) return bound.id;
  }
  return null;
}

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const ACTIVATED =
  'button, a[href], summary, [role="button"], [role="menuitem"], [role="option"], [role="tab"]';
const PLAIN_INPUTS =
  'input:is([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])';

/**
 * Text fields want every key, controls want Enter, and Tab leaves everything but the canvas. With Ctrl, Enter is a
 * command on a button too; only a link opens elsewhere with it.
 */
function isWanted({ target, code, ctrlKey, metaKey }: KeyPress): boolean {
  if (!isElementLike(target) || target.closest(LEAVING)) return false;
  if (target.closest(TYPING) && !target.closest(PLAIN_INPUTS)) return true;
  if (code === 'Enter' || code === 'NumpadEnter' || code === 'Space')
    return target.closest(ctrlKey || metaKey ? 'a[href]' : ACTIVATED) !== null;
  return code === 'Tab' && target.closest('[role="application"]') === null;
}

interface ElementLike {
  closest(selectors: string): unknown;
}

const isElementLike = (target: unknown): target is ElementLike =>
  typeof target === 'object' &&
  target !== null &&
  'closest' in target &&
  typeof target.closest === 'function';

/** Two bindings that would answer the same press, and whose order nobody has declared. */
export interface KeyConflict {
  readonly stroke: string;
  readonly first: string;
  readonly second: string;
}

/**
 * Same stroke in one scope, or in two that may be active together unless the narrower says which it shadows.
 * Strokes are the same when they are called the same: `[` by position is `[` by symbol on most layouts.
 */
export function keyConflicts(table: readonly KeyBinding[]): KeyConflict[] {
  const byName = new Map<string, KeyBinding[]>();
  for (const binding of table)
    for (const name of new Set(binding.strokes.map(strokeName)))
      byName.set(name, [...(byName.get(name) ?? []), binding]);
  return [...byName].flatMap(([stroke, bound]) =>
    bound.flatMap((first, i) =>
      bound
        .slice(i + 1)
        .filter((second) => mayMeet(first.scope, second.scope) && !isDeclared(first, second))
        .map((second) => ({ stroke, first: first.id, second: second.id })),
    ),
  );
}

const isDeclared = (first: KeyBinding, second: KeyBinding): boolean =>
  first.scope !== second.scope &&
  (first.shadows?.includes(second.id) || second.shadows?.includes(first.id) || false);

const KEY_NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  NumpadEnter: 'Enter (numpad)',
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Backquote: '`',
};

/** As tooltips show it: "Ctrl+Shift+Z", "1", "?". */
export function strokeName(stroke: KeyStroke): string {
  if ('key' in stroke) return stroke.key;
  const name = KEY_NAMES[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '');
  return [stroke.ctrl && 'Ctrl', stroke.shift && 'Shift', stroke.alt && 'Alt', name]
    .filter(Boolean)
    .join('+');
}
