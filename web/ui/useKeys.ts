import { useEffect, useRef, useState } from 'react';

/** By `event.code` for positions (`KeyA`), by `event.key` for symbols (`?`, `Enter`). */
export type KeyTable = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** What takes the keyboard while it is open. */
const OPEN_POPUP = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Whether the keyboard writes text now, so that letters are no commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keys of a page: unmodified, ignored while typing and while a dialog or menu is open. */
export function useKeys(table: KeyTable, enabled = true): void {
  const latest = useRef(table);
  useEffect(() => {
    latest.current = table;
  });
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector(OPEN_POPUP)) return;
      const act = latest.current[event.key] ?? latest.current[event.code];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}

/** Whether a key (by `event.code`) is being held down now. */
export function useHeld(code: string): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code === code && !isTyping(event.target)) setHeld(event.type === 'keydown');
    };
    // A key let go in another window never tells this one.
    const blur = () => setHeld(false);
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', press);
    window.addEventListener('blur', blur);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', press);
      window.removeEventListener('blur', blur);
    };
  }, [code]);
  return held;
}
