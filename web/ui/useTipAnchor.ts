import { useEffect, useState } from 'react';

/** A pointer that rests this long wants to know. */
const REST_MS = 450;
/** Once one hint has shown, its neighbours show at once for this long. */
const WARM_MS = 300;
/** Elements that leave the page send no event. */
const CHECK_MS = 250;

const tipOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;

/** The element whose hint is to be shown now. */
export function useTipAnchor(): HTMLElement | null {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [shown, hiddenAt]: [HTMLElement | null, number] = [null, 0];

    const show = (element: HTMLElement | null) => {
      clearTimeout(timer);
      if (shown && !element) hiddenAt = performance.now();
      shown = element;
      setAnchor(element);
    };
    const over = (event: PointerEvent) => {
      const element = event.pointerType === 'touch' ? null : tipOf(event.target);
      if (element === shown) return;
      if (!element) return show(null);
      clearTimeout(timer);
      if (shown || performance.now() - hiddenAt < WARM_MS) return show(element);
      timer = setTimeout(() => element.isConnected && show(element), REST_MS);
    };
    const focus = (event: FocusEvent) => {
      const element = tipOf(event.target);
      if (element?.matches(':focus-visible')) show(element);
    };
    const hide = () => show(null);
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    const check = setInterval(() => shown && !shown.isConnected && hide(), CHECK_MS);

    const events = [
      ['focusout', hide],
      ['pointerdown', hide],
      ['scroll', hide],
    ] as const;
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('keydown', key);
    document.documentElement.addEventListener('pointerleave', hide);
    for (const [name, act] of events) document.addEventListener(name, act, true);
    return () => {
      clearTimeout(timer);
      clearInterval(check);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('keydown', key);
      document.documentElement.removeEventListener('pointerleave', hide);
      for (const [name, act] of events) document.removeEventListener(name, act, true);
    };
  }, []);

  return anchor;
}
