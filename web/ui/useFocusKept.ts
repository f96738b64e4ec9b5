import { type RefObject, useEffect, useRef } from 'react';

/**
 * Where what had the keyboard went away as `what` became another, `place` has it, or the page where that is gone too: the next
 * Tab goes on from there.
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, what: unknown): void {
  const last = useRef(what);
  useEffect(() => {
    if (last.current === what) return;
    last.current = what;
    if (document.activeElement === document.body)
      (place.current ?? document.querySelector('main'))?.focus({ preventScroll: true });
  }, [place, what]);
}
