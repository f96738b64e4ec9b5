import type { CSSProperties } from 'react';
import styles from './Skeleton.module.css';

/** Holds the place of what is being fetched. */
export const Skeleton = ({
  width,
  height = 16,
  radius,
}: {
  readonly width?: CSSProperties['width'];
  readonly height?: CSSProperties['height'];
  readonly radius?: number;
}) => <span aria-hidden className={styles.skeleton} style={{ width, height, borderRadius: radius }} />;
