import { type ComponentProps, createContext, createElement, type MouseEvent, useContext } from 'react';

/** Where we are and how to go elsewhere without loading the page anew; `web/app` provides it. */
export interface Navigation {
  readonly path: string;
  readonly search: string;
  /** `replace` leaves no step behind in the history. */
  readonly navigate: (to: string, options?: { readonly replace?: boolean }) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

export const NavigationProvider = NavigationContext.Provider;

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('useNavigation needs a NavigationProvider around it');
  return navigation;
}

/** A real link: opens in a new tab like any other, moves within the app on a plain click. */
export function Link({ to, onClick, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { readonly to: string }) {
  const { navigate } = useNavigation();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    navigate(to);
  };
  return createElement('a', { ...rest, href: to, onClick: follow });
}
