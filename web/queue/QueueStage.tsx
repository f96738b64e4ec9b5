import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useLayoutEffect, useRef, useState } from 'react';
import { boxWith, cropAround } from './cropBox.ts';
import { PictureCrop } from './PictureCrop.tsx';
import styles from './QueuePage.module.css';
import type { QueueItem } from './queueState.ts';

/** As on the canvas: from here on one wants to see pixels, not what a filter makes of them. */
const PIXELATED_ABOVE = 4;

interface QueueStageProps {
  readonly item: QueueItem;
  readonly color: string;
  /** The outline of before, to compare with; all of it is in sight. */
  readonly earlier: Polygon | null;
  /** The whole picture rather than the part around the shape. */
  readonly whole: boolean;
  readonly outlined: boolean;
}

/** The object in view, as large as the window allows. */
export function QueueStage({ item, color, earlier, whole, outlined }: QueueStageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1_600, height: 1_000 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: Math.max(1, element.clientHeight) });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const crop = whole
    ? { x: 0, y: 0, width: item.width, height: item.height }
    : cropAround(boxWith(item.box, earlier), item, size.width / size.height);
  const pixelated = Math.min(size.width / crop.width, size.height / crop.height) > PIXELATED_ABOVE;
  return (
    <div ref={frame} className={styles.stage}>
      <PictureCrop
        key={item.imageId}
        item={item}
        crop={crop}
        color={color}
        earlier={earlier}
        outlined={outlined}
        pixelated={pixelated}
        sharp
      />
    </div>
  );
}
