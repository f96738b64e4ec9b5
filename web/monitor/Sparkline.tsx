import { PACE_SPAN_MS, type PacePoint } from './room.ts';
import styles from './SessionTile.module.css';

const WIDTH = 120;
const HEIGHT = 28;
const LEAST_SPAN_MS = 60_000;

/** Steps from one told value to the next, as an SVG path; `now` is the right edge. */
export function pacePath(pace: readonly PacePoint[], now: number, width: number, height: number): string {
  // A short history fills the width too, so that the first minutes show their course.
  const span = Math.min(PACE_SPAN_MS, Math.max(LEAST_SPAN_MS, now - (pace[0]?.at ?? now)));
  const top = Math.max(1, ...pace.map((point) => point.perMinute));
  const xOf = (at: number) => Math.max(0, width * (1 - (now - at) / span));
  const yOf = (perMinute: number) => height - (height * perMinute) / top;
  const steps = pace.map(
    ({ at, perMinute }, i) =>
      `${i === 0 ? 'M' : 'H'}${xOf(at).toFixed(1)}${i === 0 ? ' ' : 'V'}${yOf(perMinute).toFixed(1)}`,
  );
  return pace.length === 0 ? '' : `${steps.join('')}H${width}`;
}

/** Objects a minute over the last minutes, ten at most. */
export function Sparkline({ pace, now }: { readonly pace: readonly PacePoint[]; readonly now: number }) {
  return (
    <svg
      aria-hidden
      className={styles.spark}
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
    >
      <path d={pacePath(pace, now, WIDTH, HEIGHT)} />
    </svg>
  );
}
