import { useLayoutEffect, useRef } from 'react';
import { isSomethingOpen, LEAVING } from './somethingOpen.ts';

/** By `event.code` for positions (`KeyA`), by `event.key` for symbols (`?`, `Enter`). */
export type KeyTable = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Whether the keyboard writes text now, so that letters are no commands. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest(LEAVING)) return false;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keys of a page, from the moment it can be seen: unmodified, ignored while typing and while a dialog or menu is open. */
export function useKeys(table: KeyTable, enabled = true): void {
  const latest = useRef(table);
  useLayoutEffect(() => {
    latest.current = table;
  });
  useLayoutEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (isSomethingOpen()) return;
      const act = latest.current[event.key] ?? latest.current[event.code];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}
