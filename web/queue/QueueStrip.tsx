import { useEffect, useRef } from 'react';
import { classes } from '../ui/classes.ts';
import { t } from '../ui/language/language.ts';
import { cropAround } from './cropBox.ts';
import { PictureCrop } from './PictureCrop.tsx';
import styles from './QueuePage.module.css';
import { indexOf, type QueueItem } from './queueState.ts';

/** Items drawn on either side of the one in view; the others are counted, not drawn. */
const AROUND = 40;

interface QueueStripProps {
  readonly items: readonly QueueItem[];
  readonly current: string;
  readonly colorOf: (labelId: string) => string;
  readonly onLook: (id: string) => void;
}

/** What comes next, small. */
export function QueueStrip({ items, current, colorOf, onLook }: QueueStripProps) {
  const strip = useRef<HTMLUListElement>(null);
  const at = indexOf({ items }, current);
  const shown = items.slice(Math.max(0, at - AROUND), at + AROUND + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one in view moved
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <ul ref={strip} className={styles.strip} aria-label={t('queue.toReview')}>
      {shown.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            tabIndex={item.id === current ? 0 : -1}
            aria-current={item.id === current || undefined}
            className={classes(styles.small, item.id === current && styles.shown)}
            onClick={() => onLook(item.id)}
          >
            <PictureCrop item={item} crop={cropAround(item.box, item, 1)} color={colorOf(item.labelId)} />
          </button>
        </li>
      ))}
    </ul>
  );
}
