import { memo, type ReactNode } from 'react';
import styles from './OutlinedPicture.module.css';

type Rings = readonly (readonly (readonly (readonly [number, number])[])[])[];

export interface Outline {
  readonly id: string;
  readonly polygon: Rings;
  readonly color: string;
  /** As an SVG's `stroke-dasharray`, in CSS px; absent: unbroken. */
  readonly dash?: string | undefined;
}

/** All rings of a polygon as one SVG path; drawn even-odd, so that holes stay open. */
export function ringsPath(polygon: Rings): string {
  let path = '';
  for (const part of polygon)
    for (const ring of part) path += `M${ring.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
  return path;
}

const round = (n: number): number => Math.round(n * 10) / 10;

interface OutlinedPictureProps {
  readonly src: string;
  readonly alt: string;
  /** The oriented picture's size in pixels: the outlines' own measure. */
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
  /** `cover` fills the frame and cuts; `contain` shows all. */
  readonly fit?: 'cover' | 'contain';
  readonly children?: ReactNode;
}

/** A small copy of a picture with its shapes drawn where they lie. */
export function OutlinedPicture({
  src,
  alt,
  width,
  height,
  outlines,
  fit = 'cover',
  children,
}: OutlinedPictureProps) {
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/performance/noImgElement: a static export has no image service */}
      <img src={src} alt={alt} loading="lazy" decoding="async" draggable={false} style={{ objectFit: fit }} />
      {outlines.length > 0 && (
        <svg
          aria-hidden
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio={fit === 'cover' ? 'xMidYMid slice' : 'xMidYMid meet'}
        >
          {outlines.map(({ id, ...outline }) => (
            <OutlinedShape key={id} {...outline} />
          ))}
        </svg>
      )}
      {children}
    </div>
  );
}

/** Drawn anew only when it is another: one of a hundred changes at a time. */
const OutlinedShape = memo(function OutlinedShape({ polygon, color, dash }: Omit<Outline, 'id'>) {
  const path = ringsPath(polygon);
  return (
    <g fillRule="evenodd">
      <path d={path} className={styles.halo} />
      <path d={path} className={styles.outline} fill={color} stroke={color} strokeDasharray={dash} />
    </g>
  );
});
