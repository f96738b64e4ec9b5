import type { Label } from '@maskroom/shared/annotation/label';
import styles from './Swatch.module.css';

/** A label's colour with its first letter, so that it is told by more than colour. */
export function Swatch({ label }: { readonly label: Label | undefined }) {
  const color = label?.color ?? 'var(--control-border)';
  return (
    <span className={styles.swatch} style={{ background: color, color: inkOn(label?.color) }} aria-hidden>
      {[...(label?.name ?? '?')][0]?.toUpperCase()}
    </span>
  );
}

/** Black or white, whichever reads better on `#rrggbb`. */
function inkOn(color: string | undefined): string {
  const parts = /^#(..)(..)(..)$/.exec(color ?? '');
  if (!parts) return 'white';
  const [r, g, b] = parts.slice(1).map((hex) => (Number.parseInt(hex, 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? 'black' : 'white';
}
