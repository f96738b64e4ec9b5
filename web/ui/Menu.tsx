import { cloneElement, type ReactNode, useState } from 'react';
import { useLate } from './late.ts';
import { menuPart } from './lateParts.ts';
import type { MenuChoicesProps, MenuItemProps, MenuProps } from './MenuPopup.tsx';

/** A list of actions behind a button. Until it is first opened there is only the button. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const part = useLate(menuPart, wanted);
  if (part) return <part.MenuPopup {...props} />;
  const fetchSoon = () => void menuPart.load().catch(() => undefined);
  return cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: fetchSoon,
    onFocus: fetchSoon,
    onClick: () => setWanted(true),
  });
}

/** One action; only inside a {@link Menu}, as are those below. */
export function MenuItem(props: MenuItemProps) {
  const part = menuPart.now();
  return part ? <part.MenuEntry {...props} /> : null;
}

/** A few of which one holds. */
export function MenuChoices<T extends string>(props: MenuChoicesProps<T>) {
  const part = menuPart.now();
  return part ? <part.MenuRadios {...props} /> : null;
}

export function MenuSeparator() {
  const part = menuPart.now();
  return part ? <part.MenuRule /> : null;
}

/** Words that head the menu and do nothing. */
export function MenuNote(props: { readonly children: ReactNode }) {
  const part = menuPart.now();
  return part ? <part.MenuWords {...props} /> : null;
}
