const numbers = new Intl.NumberFormat('en');

/** `1,204`. */
export const whole = (n: number): string => numbers.format(n);

/** `1 image`, `1,204 images`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${whole(n)} ${n === 1 ? one : many}`;

/** A share 0..1 as `64 %`. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Bytes as people say them: `3.4 MB`. */
export function megabytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  const mega = bytes / 1_000_000;
  return mega < 1_000 ? `${mega.toFixed(mega < 10 ? 1 : 0)} MB` : `${(mega / 1_000).toFixed(1)} GB`;
}
