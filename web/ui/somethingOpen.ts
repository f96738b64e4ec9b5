/** Dialogs, menus and lists take the whole keyboard while they are open; passing notes (`data-type`) do not. */
export const isSomethingOpen = (): boolean =>
  document.querySelector(
    '[role="dialog"]:not([data-type]), [role="alertdialog"]:not([data-type]), [role="menu"], [role="listbox"]',
  ) !== null;
