import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { DocumentShape } from '../../document/shape.ts';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import styles from './ObjectList.module.css';
import { ObjectRow } from './ObjectRow.tsx';
import { ROW_PX, useWindow } from './useWindow.ts';

interface ObjectListProps {
  /** Which objects; all of them by default. */
  readonly only?: (shape: DocumentShape) => boolean;
  /** What stands where there are none. */
  readonly empty?: string;
}

/** The objects of the picture, the topmost first; only the rows in sight exist, so thousands stay light. */
export function ObjectList({ only, empty }: ObjectListProps) {
  const { role, selection } = useWorkbench();
  const shapes = useShapes((state) => state.shapes);
  const { selected, hovered } = useStore(selection.store);
  const rows = useMemo(() => (only ? shapes.filter(only) : shapes).toReversed(), [shapes, only]);
  const box = useRef<HTMLDivElement>(null);
  const { first, last } = useWindow(box, rows.length);

  const [chosen] = selected;
  useEffect(() => {
    const index = rows.findIndex(({ id }) => id === chosen);
    const element = box.current;
    if (index < 0 || !element) return;
    const [top, bottom] = [index * ROW_PX, (index + 1) * ROW_PX];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  }, [chosen, rows]);

  const hint = mayAnnotate(role) ? t('objects.noneHint') : t('objects.none');
  return (
    <div ref={box} className={styles.box} data-testid="objects">
      {rows.length === 0 && <p className={styles.empty}>{empty ?? hint}</p>}
      <ul className={styles.rows} style={{ height: rows.length * ROW_PX }} aria-label={t('objects.objects')}>
        {rows.slice(first, last).map((shape, i) => (
          <ObjectRow
            key={shape.id}
            shape={shape}
            top={(first + i) * ROW_PX}
            selected={selected.includes(shape.id)}
            hovered={hovered === shape.id}
          />
        ))}
      </ul>
    </div>
  );
}
