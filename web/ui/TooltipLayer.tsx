import { useLayoutEffect, useRef } from 'react';
import { Key } from './Key.tsx';
import { placeBeside, type Side } from './placeBeside.ts';
import styles from './Tooltip.module.css';
import { useTipAnchor } from './useTipAnchor.ts';

const sides = { top: 'top', right: 'right', bottom: 'bottom', left: 'left' } as const;
const sideOf = (name: string | undefined): Side =>
  sides[name === 'top' || name === 'right' || name === 'left' ? name : 'bottom'];

/** Shows the hint of whatever is under the pointer or has the keyboard; one for the whole app. */
export function TooltipLayer() {
  const anchor = useTipAnchor();
  const popup = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = popup.current;
    if (!anchor || !element) return;
    const { left, top } = placeBeside(
      anchor.getBoundingClientRect(),
      { width: element.offsetWidth, height: element.offsetHeight },
      { width: window.innerWidth, height: window.innerHeight },
      sideOf(anchor.dataset.tipSide),
    );
    element.style.translate = `${left}px ${top}px`;
  }, [anchor]);

  if (!anchor) return null;
  // Hidden from assistive technology: the element says the same by its own name.
  return (
    <div ref={popup} aria-hidden className={styles.popup}>
      {anchor.dataset.tip}
      {anchor.dataset.tipKeys && <Key keys={anchor.dataset.tipKeys} />}
    </div>
  );
}
