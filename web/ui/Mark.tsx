import { useId } from 'react';

/** Maskroom's sign: an outline, its mask, and the click that made it. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  const title = useId();
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} fill="none" role="img" aria-labelledby={title}>
      <title id={title}>Maskroom</title>
      <path
        d="M2.4 14.2 4 5.6 9.7 3.2l7 4.6-1.6 7.4-6.4 2.2z"
        fill="var(--accent)"
        fillOpacity=".28"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx="9.8" cy="10.2" r="2.1" fill="currentColor" />
    </svg>
  );
}
