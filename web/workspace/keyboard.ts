import {
  type KeyBinding,
  type KeyCommand,
  type KeyScope,
  type KeyStroke,
  keyTable,
  scopeOrder,
} from '../tool/keys.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const isStroke = (stroke: KeyStroke, event: Keys): boolean => {
  const ctrl = event.ctrlKey || event.metaKey;
  if ('key' in stroke) return event.key === stroke.key && !ctrl && !event.altKey;
  return (
    event.code === stroke.code &&
    ctrl === (stroke.ctrl ?? false) &&
    event.shiftKey === (stroke.shift ?? false) &&
    event.altKey === (stroke.alt ?? false)
  );
};

/** The command that a key means while these scopes are active: the narrower scope wins. */
export function commandOf(event: Keys, active: ReadonlySet<KeyScope>): KeyCommand | null {
  for (const scope of scopeOrder) {
    if (!active.has(scope)) continue;
    for (const binding of keyTable) {
      if (binding.scope === scope && binding.strokes.some((stroke) => isStroke(stroke, event)))
        return binding.id;
    }
  }
  return null;
}

const codeNames: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  NumpadEnter: 'Enter',
};

/** As the kit shows keys: `Ctrl+Shift+Z`. */
export function strokeText(stroke: KeyStroke): string {
  if ('key' in stroke) return stroke.key;
  const name = codeNames[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '');
  return [stroke.ctrl && 'Ctrl', stroke.shift && 'Shift', stroke.alt && 'Alt', name]
    .filter(Boolean)
    .join('+');
}

const bindings: ReadonlyMap<KeyCommand, KeyBinding> = new Map(
  keyTable.map((binding) => [binding.id, binding]),
);

/** The first key of a command, for tooltips. */
export function keyOf(command: KeyCommand): string {
  const binding = bindings.get(command);
  return binding ? strokeText(binding.strokes[0]) : '';
}

/** Whether the keyboard writes or works a control now, so that the key is not ours. */
export function belongsToControl(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  const isControl =
    target.closest('button, a, [role="menuitem"], [role="option"], [role="tab"], [role="radio"]') !== null;
  return isControl && ['Enter', ' ', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key);
}

/** Dialogs, menus and lists take the whole keyboard while they are open; passing notes (`data-type`) do not. */
export const isSomethingOpen = (): boolean =>
  document.querySelector(
    '[role="dialog"]:not([data-type]), [role="alertdialog"]:not([data-type]), [role="menu"], [role="listbox"]',
  ) !== null;
