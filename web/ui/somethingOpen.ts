const openable =
  '[role="dialog"]:not([data-type]), [role="alertdialog"]:not([data-type]), [role="menu"], [role="listbox"]';

/**
 * Dialogs, menus and lists take the whole keyboard while they are open; passing notes (`data-type`) do not. A list
 * that was open once stays in the document, hidden.
 */
export const isSomethingOpen = (): boolean =>
  [...document.querySelectorAll(openable)].some((part) => part.checkVisibility());
