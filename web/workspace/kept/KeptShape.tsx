import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { ringsPath } from '../../ui/OutlinedPicture.tsx';
import styles from './KeptDialog.module.css';

interface KeptShapeProps {
  readonly polygon: Polygon | null;
  readonly color: string;
}

/** The outline alone, as large as its frame lets it be: the picture itself may be gone. */
export function KeptShape({ polygon, color }: KeptShapeProps) {
  if (!polygon) return <span className={styles.shape} aria-hidden />;
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  const margin = Math.max(xmax - xmin, ymax - ymin, 1) * 0.08;
  const view = [xmin - margin, ymin - margin, xmax - xmin + 2 * margin, ymax - ymin + 2 * margin];
  return (
    <svg aria-hidden className={styles.shape} viewBox={view.join(' ')}>
      <path
        d={ringsPath(polygon)}
        fillRule="evenodd"
        fill={color}
        fillOpacity={0.4}
        stroke={color}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
