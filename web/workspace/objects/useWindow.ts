import { type RefObject, useEffect, useState } from 'react';

/** Rows are all of one height, so that the window is arithmetic. CSS px. */
export const ROW_PX = 36;
const OVERSCAN = 6;

/** Which rows of a scrolling box are in sight. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
): { first: number; last: number } {
  const [range, setRange] = useState({ first: 0, last: 40 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / ROW_PX) - OVERSCAN);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / ROW_PX) + OVERSCAN;
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      sizes.disconnect();
    };
  }, [box]);
  return { first: Math.min(range.first, Math.max(0, count - 1)), last: Math.min(range.last, count) };
}
