/** What fades away, or stays hidden for the next time. Typing there is over: the page has the keyboard again. */
export const LEAVING = '[data-closed]';

const OPEN = ['[role="dialog"]', '[role="alertdialog"]', '[role="menu"]', '[role="listbox"]']
  .map((part) => `${part}:not([data-type], ${LEAVING}, ${LEAVING} *)`)
  .concat('[data-coming]')
  .join();

/**
 * Dialogs, menus and lists take the whole keyboard while they are open, and from the moment they are asked for
 * (`data-coming`); passing notes (`data-type`) do not.
 */
export const isSomethingOpen = (): boolean => document.querySelector(OPEN) !== null;
