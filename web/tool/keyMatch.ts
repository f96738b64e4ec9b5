import { type KeyBinding, type KeyScope, type KeyStroke, scopeOrder } from './keyBinding.ts';
import { type KeyCommand, keyTable } from './keys.ts';

/** What of a DOM keyboard event is looked at. */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
  readonly isComposing: boolean;
  readonly target: EventTarget | null;
}

/** Whether a press is this stroke. Symbols may need Shift or AltGr to type; positions name their modifiers. */
export function matchesStroke(stroke: KeyStroke, press: Omit<KeyPress, 'target'>): boolean {
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
export function commandOf(press: KeyPress, active: readonly KeyScope[]): KeyCommand | null {
  if (press.defaultPrevented || press.isComposing || isWanted(press)) return null;
  for (const scope of scopeOrder.filter((scope) => active.includes(scope))) {
    const bound = keyTable.find(
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

/** Text fields want every key, controls want Enter, and Tab leaves everything but the canvas. */
function isWanted({ target, code }: KeyPress): boolean {
  if (!isElementLike(target)) return false;
  if (target.closest(TYPING) && !target.closest(PLAIN_INPUTS)) return true;
  if (code === 'Enter' || code === 'NumpadEnter' || code === 'Space')
    return target.closest(ACTIVATED) !== null;
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

/** Same stroke in one scope, or in two scopes unless the narrower says which it shadows. */
export function keyConflicts(table: readonly KeyBinding[]): KeyConflict[] {
  return table.flatMap((first, i) =>
    table.slice(i + 1).flatMap((second) => {
      const shared = first.strokes.filter((a) => second.strokes.some((b) => strokeName(a) === strokeName(b)));
      const declared = first.shadows?.includes(second.id) || second.shadows?.includes(first.id);
      if (declared && first.scope !== second.scope) return [];
      return shared.map((stroke) => ({ stroke: strokeName(stroke), first: first.id, second: second.id }));
    }),
  );
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  NumpadEnter: 'Enter (numpad)',
  BracketLeft: '[',
  BracketRight: ']',
};

/** As tooltips show it: "Ctrl+Shift+Z", "1", "?". */
export function strokeName(stroke: KeyStroke): string {
  if ('key' in stroke) return stroke.key;
  const name = KEY_NAMES[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '');
  return [stroke.ctrl && 'Ctrl', stroke.shift && 'Shift', stroke.alt && 'Alt', name]
    .filter(Boolean)
    .join('+');
}

/** The first stroke of a command, for its tooltip. */
export const keyOf = (id: KeyCommand): string => strokeName(bindingOf(id).strokes[0]);

export const bindingOf = (id: KeyCommand): KeyBinding => {
  const binding = keyTable.find((candidate) => candidate.id === id);
  if (!binding) throw new Error(`no key binding is called ${id}`);
  return binding;
};
