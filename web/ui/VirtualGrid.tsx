import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { gridLayout, gridStep } from './gridWindow.ts';
import styles from './VirtualGrid.module.css';

interface VirtualGridProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly minCellWidth: number;
  readonly gap: number;
  readonly cellHeight: (width: number) => number;
  /** Renders one cell around a link or button, which takes `tabIndex`; so does whatever else of it Tab goes to. */
  readonly render: (item: T, cell: { readonly tabIndex: 0 | -1 }) => ReactNode;
}

const MOST_COLUMNS = 8;

/** A grid of any number of cells that keeps only those near the screen; the arrow keys walk it. */
export function VirtualGrid<T>({
  label,
  items,
  keyOf,
  minCellWidth,
  gap,
  cellHeight,
  render,
}: VirtualGridProps<T>) {
  const root = useRef<HTMLUListElement>(null);
  const [seen, setSeen] = useState({ width: 0, top: 0, bottom: 0 });
  const [current, setCurrent] = useState(0);
  const awaited = useRef<number | null>(null);
  const active = Math.min(current, items.length - 1);

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => {
      const box = element.getBoundingClientRect();
      const next = { width: box.width, top: Math.max(0, -box.top), bottom: window.innerHeight - box.top };
      // A quarter of a screen is finer than the spare rows; less would render on every wheel tick.
      setSeen((last) =>
        last.width === next.width &&
        Math.abs(last.bottom - next.bottom) < 120 &&
        (last.top !== 0) === (next.top !== 0)
          ? last
          : next,
      );
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      watch.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, []);

  // Two side by side at least: one column of pictures is a long walk on a phone. And a wide window shows them larger.
  const least = Math.min(Math.max(minCellWidth, seen.width / MOST_COLUMNS), (seen.width - gap) / 2);
  const layout = gridLayout({ ...seen, count: items.length, minCellWidth: least, gap, cellHeight });
  const { columns, rowHeight, cellWidth } = layout;

  const press = (event: KeyboardEvent) => {
    const next = gridStep(event.key, active, columns, items.length);
    if (next === active) return;
    event.preventDefault();
    setCurrent(next);
    const top = (root.current?.getBoundingClientRect().top ?? 0) + Math.floor(next / columns) * rowHeight;
    if (top < 56) window.scrollBy(0, top - 56);
    else if (top + rowHeight > window.innerHeight) window.scrollBy(0, top + rowHeight - window.innerHeight);
    awaited.current = next;
  };

  // A far cell comes only after the scroll that brings it: each render looks whether it is there.
  useEffect(() => {
    const cell = awaited.current === null ? null : focusableAt(root.current, awaited.current);
    if (!cell) return;
    awaited.current = null;
    cell.focus({ preventScroll: true });
  });

  const cells = seen.width === 0 ? [] : items.slice(layout.first, layout.end);
  return (
    <ul
      ref={root}
      aria-label={label}
      className={styles.grid}
      style={{ height: layout.height }}
      onKeyDown={press}
    >
      {cells.map((item, at) => {
        const index = layout.first + at;
        const left = (index % columns) * (cellWidth + gap);
        const top = Math.floor(index / columns) * rowHeight;
        return (
          <li
            key={keyOf(item)}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className={styles.cell}
            style={{ width: cellWidth, height: rowHeight - gap, transform: `translate(${left}px, ${top}px)` }}
            onFocus={() => setCurrent(index)}
          >
            {render(item, { tabIndex: index === active ? 0 : -1 })}
          </li>
        );
      })}
    </ul>
  );
}

const focusableAt = (root: HTMLElement | null, index: number): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`[data-index="${index}"] :is(a, button)`) ?? null;
