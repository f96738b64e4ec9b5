import styles from './Progress.module.css';

interface ProgressProps {
  /** What it is the progress of. */
  readonly label: string;
  /** 0..1. */
  readonly value: number;
}

/** A thin bar. */
export function ProgressBar({ label, value }: ProgressProps) {
  const share = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      className={styles.track}
    >
      <div className={styles.fill} style={{ width: `${share}%` }} />
    </div>
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
