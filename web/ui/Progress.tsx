import { Progress as Base } from '@base-ui/react/progress';
import styles from './Progress.module.css';

interface ProgressProps {
  /** What it is the progress of. */
  readonly label: string;
  /** 0..1. */
  readonly value: number;
}

/** A thin bar. */
export function ProgressBar({ label, value }: ProgressProps) {
  return (
    <Base.Root value={Math.round(value * 100)} aria-label={label} className={styles.bar}>
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.fill} />
      </Base.Track>
    </Base.Root>
  );
}

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;

/** The same as a ring, for beside a number. */
export function ProgressRing({ label, value, size = 20 }: ProgressProps & { readonly size?: number }) {
  const part = Math.min(1, Math.max(0, value));
  return (
    <svg
      role="img"
      aria-label={`${label}: ${Math.round(part * 100)} %`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      className={styles.ring}
    >
      <circle cx="10" cy="10" r={RADIUS} className={styles.ringTrack} />
      {part > 0 && (
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          className={part === 1 ? styles.ringWhole : styles.ringFill}
          strokeDasharray={`${part * ROUND} ${ROUND}`}
        />
      )}
    </svg>
  );
}
